import { z } from 'zod';
import { inLanguage } from '../../core/language/in-language.ts';
import { SetEntry, setEntry } from '../../plan/actions/set-entry.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';
import { parseKeys } from './parse-keys.ts';
import { renderKeys } from './render-keys.ts';
import { planTextsEn as en } from './texts-en.ts';
import { planTextsVi as vi } from './texts-vi.ts';
import { openPlanScope, planActor } from './with-plan.ts';

const { what, id, reason, dryRun } = SetEntry.shape;
const pairs = z
  .array(z.string())
  .default([])
  .meta({ value: 'key=value' })
  .describe('what to enter; key= takes a key away');

const planTextsOf = inLanguage({ en, vi });

/** `camwatch plan set`. */
export const buildSetCommand = defineCommand({
  name: 'set',
  description: 'Enter something about the plan: how far a task is, or an entry of a register.',
  arguments: ['what', 'id', 'pairs'],
  options: { ...WRITE, ...CITY, what, id, pairs, reason, dryRun },
  help: `
Keys by what is entered (those with * are needed):
${renderKeys()}

Who leads a task says how it stands; of one that several lead, each its own part. Any other body enters evidence of it.

Days are written 2025-09-03 or 03/09/2025, money in whole đồng as digits. Nothing is overwritten in the ledger: each step is a row
of its own, and camwatch plan status --history shows them all.

Examples:
  camwatch plan set task II.3 percent=40 evidence="Đã lắp 120/300 camera" --by cong-an-thanh-pho --attach bien-ban.pdf
  camwatch plan set task II.1 milestone.ban-hanh=2025-06-27 status=done --by so-khoa-hoc-va-cong-nghe
  camwatch plan set task II.6 percent=70 note="Còn chờ cấp điện" --by ubnd-phuong-cua-nam
  camwatch plan set document new number=12/QĐ-UBND date=2025-05-06 subject="Ban hành Quy chế" --by so-khoa-hoc-va-cong-nghe
  camwatch plan set site site-ba-dinh-003 dost.document=140/SKHCN dost.date=2025-10-20 dost.place=agreed dost.technology=agreed --by dost
  camwatch plan set declaration ubnd-phuong-ba-dinh-2025-1 devices=cam-ba-dinh-201,cam-ba-dinh-202 --by dost
  camwatch plan set declaration ubnd-phuong-ba-dinh-2025-2 declined="Camera trong trụ sở, không thuộc phạm vi" --by dost
  camwatch plan set funding csgt-2025 source="Ngân sách thành phố" year=2025 planned=48000000000 task=II.3 --by cong-an-thanh-pho
  camwatch plan set funding csgt-2025 disbursed=31250000000 --by cong-an-thanh-pho --reason "Số liệu quý III"`,
  open: openPlanScope,
  run: (scope, options) =>
    setEntry(planActor(scope, options), { ...options, values: parseKeys(options.pairs) }),
  json: ({ id, changed, body, isRecorded: recorded }) => ({ ...{ id, changed }, ...body, recorded }),
  render: ({ id, changed }, { cli }, { attach, dryRun }) => {
    const texts = planTextsOf(cli.language);
    const keys = (changed.length === 0 ? attach : changed).join(', ');
    return [dryRun ? texts.wouldRecord(id, keys) : texts.recorded(id, keys)];
  },
});
