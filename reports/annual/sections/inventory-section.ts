import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { nameOf } from '../frame/words.ts';
import { TARGET_NOTE, targetSentence } from '../sentences/inventory-sentences.ts';
import { movementSection } from './movement-section.ts';

/** How many devices there are, how they came and went, and what the plan wanted. */
export function inventorySection(context: ReportContext): readonly Block[] {
  return [
    ...movementSection(context),
    { kind: 'clause', title: 'So với chỉ tiêu của Kế hoạch' },
    ...targetBlocks(context),
  ];
}

function targetBlocks(context: ReportContext): readonly Block[] {
  const { sections, print, plan } = context;
  const { targets } = sections;
  if (isMissing(targets)) return [missingBlock('Chỉ tiêu của Kế hoạch', targets, 'targets')];
  const names = new Map(
    isMissing(plan) ? [] : plan.definition.targets?.byPurpose.map(({ id, name }) => [id, name]),
  );
  const nameOfRow = (id: string) => TARGET_NAMES[id] ?? names.get(id) ?? nameOf({ id });
  return [
    { kind: 'paragraph', text: targetSentence(print) },
    {
      kind: 'table',
      unit: 'Đơn vị tính: camera',
      columns: [{ share: 46 }, { share: 14 }, { share: 12 }, { share: 16 }, { share: 12 }],
      header: [['Chỉ tiêu', 'Kế hoạch', 'Hiện có', 'Theo nhiệm vụ', 'Tỷ lệ'].map((text) => ({ text }))],
      rows: targets.rows.map(({ id }) => {
        const row = `targets.rows.${id}`;
        return {
          kind: 'row',
          cells: [
            nameOfRow(id),
            print.cell(`${row}.target`),
            print.cell(`${row}.present`),
            print.cell(`${row}.ofProgrammes`),
            print.cell(`${row}.present#share/${row}.target`),
          ],
        };
      }),
    },
    { kind: 'note', text: TARGET_NOTE },
  ];
}

/** Targets that are not of one purpose; those are named by the plan. */
export const TARGET_NAMES: Readonly<Record<string, string>> = {
  cameras: 'Tổng số camera',
  ptz: 'Camera PTZ',
  fixed: 'Camera cố định',
};
