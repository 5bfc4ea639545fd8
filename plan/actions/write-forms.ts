import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Agency } from '../../core/domain/inventory.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { Ids } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { factsOf } from '../collecting/form-facts-of.ts';
import { buildFormsContext, type FormsContext } from '../collecting/forms-context.ts';
import { FormsError, withFileErrors } from '../collecting/forms-error.ts';
import { buildForm } from '../forms/build-form.ts';
import { writeForm } from '../forms/writing/write-form.ts';
import type { OpenPlan } from './open-plan.ts';
import { type LongWork, ReportYearNumber } from './plan-act.ts';

/** For which year and units, and where to. */
export const WriteForms = z.object({
  year: ReportYearNumber,
  out: z.string().meta({ value: 'folder' }).describe('folder to write to; made where there is none'),
  /** None: all that hand in. */
  unit: Ids.meta({ value: 'agency' }).describe('only of this agency; repeatable, or separated by commas'),
  force: z.boolean().default(false).describe('write over forms that are there'),
});

export interface WrittenForm {
  readonly agency: string;
  readonly name: string;
  readonly file: string;
  readonly devices: number;
  readonly tasks: number;
}

export interface WriteFormsContext extends LongWork {
  readonly plan: OpenPlan;
}

export interface WrittenForms {
  readonly forms: readonly WrittenForm[];
  /** Devices that nobody is in charge of. */
  readonly ownerless: readonly string[];
  /** Devices by agency that does not hand in: most likely one that ended. */
  readonly unasked: Readonly<Record<string, number>>;
  /** All that were ever on record. */
  readonly agencies: ReadonlyMap<string, Agency>;
}

/**
 * Writes a form for each unit to fill in, with what is on record of it.
 * @throws INPUT_INVALID; FORMS_REFUSED before anything is written.
 */
export async function writeForms(
  { plan, stop, onProgress }: WriteFormsContext,
  input: z.input<typeof WriteForms>,
): Promise<WrittenForms> {
  const { year: wanted, unit, out, force } = parseInput(WriteForms, input);
  const context = buildFormsContext(plan, wanted);
  const units = chooseUnits(context, unit);
  const fileOf = ({ id }: Agency) => join(out, `${id}.xlsx`);
  const inTheWay = force ? [] : units.map(fileOf).filter((file) => existsSync(file));
  if (inTheWay.length > 0) throw refuseInTheWay(inTheWay);
  await withFileErrors(out, async () => await mkdir(out, { recursive: true }));

  const facts = factsOf(context);
  const forms: WrittenForm[] = [];
  for (const unit of units) {
    stop.throwIfAborted();
    const form = buildForm(unit, facts);
    const file = fileOf(unit);
    const bytes = await writeForm(form);
    await withFileErrors(file, async () => writeWholeFile(file, bytes));
    const { devices, tasks } = form.rows;
    forms.push({ agency: unit.id, name: unit.name, file, devices: devices.length, tasks: tasks.length });
    onProgress(forms.length, units.length);
  }
  const { fleet, agencies } = context;
  return { forms, ownerless: fleet.ownerless, unasked: unaskedDevices(context), agencies };
}

function chooseUnits({ units, agencies, year }: FormsContext, wanted: readonly string[]): readonly Agency[] {
  const all = units.map(({ agency }) => agency);
  const strange = wanted.filter((id) => !all.some((agency) => agency.id === id));
  if (strange.length === 0) return wanted.length === 0 ? all : all.filter(({ id }) => wanted.includes(id));
  const [first = ''] = strange;
  const why = agencies.has(first)
    ? { en: 'which does not hand in', vi: 'không thuộc diện nộp' }
    : { en: 'which is not on record', vi: 'không có trong sổ ghi' };
  throw new FormsError('FORMS_REFUSED', {
    en: `--unit: expected ids of agencies that hand in for ${year.year} (units in plan.yaml), got ${strange.join(', ')}, ${why.en}`,
    vi: `--unit: cần mã đơn vị phải nộp cho năm ${year.year} (units trong plan.yaml), nhận được ${strange.join(', ')}, ${why.vi}`,
  });
}

const MOST_TOLD = 5;

function refuseInTheWay(files: readonly string[]): FormsError {
  const told = files.slice(0, MOST_TOLD).join(', ');
  const more = files.length - MOST_TOLD;
  return new FormsError('FORMS_REFUSED', {
    en: `expected a folder without these forms, since a unit may have filled them in, got ${told}${more > 0 ? ` and ${more} more` : ''} (--force writes over them)`,
    vi: `cần thư mục chưa có các biểu mẫu này, vì đơn vị có thể đã điền, nhận được ${told}${more > 0 ? ` và ${more} tệp khác` : ''} (--force ghi đè)`,
  });
}

function unaskedDevices({ fleet, units }: FormsContext): Readonly<Record<string, number>> {
  const asked = new Set(units.map(({ agency }) => agency.id));
  const unasked = [...fleet.devices].filter(([agency]) => !asked.has(agency));
  return Object.fromEntries(unasked.map(([agency, rows]) => [agency, rows.length]));
}
