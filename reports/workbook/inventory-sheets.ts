import { DEVICE_KINDS } from '../../core/domain/inventory.ts';
import type { SheetCell } from '../../documents/xlsx/sheet.ts';
import { readPlanRecord } from '../annual/frame/plan-record.ts';
import { capitalised, KIND_WORDS, nameOf } from '../annual/frame/words.ts';
import { TARGET_NAMES } from '../annual/sections/inventory-section.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { CODE, type FigureSheet, PERCENT, percentCell, WHOLE } from './figure-sheet.ts';

/** The movement table of every agency; what is left at the end is computed from the rest. */
export function movementSheet({ movement }: FiguresSections): FigureSheet | undefined {
  if (isMissing(movement)) return undefined;
  const entries = movement.agency.flatMap((agency) =>
    DEVICE_KINDS.flatMap((kind) => {
      const steps = agency.kinds[kind];
      return steps ? [{ agency, kind, steps }] : [];
    }),
  );
  return {
    name: 'Biến động',
    columns: [
      { title: 'Đơn vị', width: 44 },
      { title: 'Loại thiết bị', width: 26 },
      ...['Đầu kỳ', 'Lắp mới', 'Tiếp nhận', 'Bàn giao', 'Thanh lý', 'Cuối kỳ'].map((title) => ({
        ...{ title, width: 12, ...WHOLE },
        named: nameIn('BĐ', title),
      })),
      CODE,
    ],
    rows: entries.map(({ agency, kind, steps }): readonly SheetCell[] => [
      nameOf(agency),
      capitalised(KIND_WORDS[kind]),
      steps.opening,
      steps.installed,
      steps.received,
      steps.handedOver,
      steps.scrapped,
      { formula: 'BĐ_đầu_kỳ+BĐ_lắp_mới+BĐ_tiếp_nhận-BĐ_bàn_giao-BĐ_thanh_lý', result: steps.closing },
      agency.id,
    ]),
    summed: [3, 4, 5, 6, 7, 8],
  };
}

const nameIn = (sheet: string, title: string): string =>
  `${sheet}_${title.toLowerCase().replaceAll(/[ ,]+/gu, '_')}`;

/** Cameras by former district, or by ward and commune. */
export function placeSheet({ counts }: FiguresSections, group: 'district' | 'area'): FigureSheet | undefined {
  if (isMissing(counts)) return undefined;
  const sheet = group === 'district' ? 'ĐB' : 'PX';
  return {
    name: group === 'district' ? 'Địa bàn cũ' : 'Phường, xã',
    columns: [
      { title: group === 'district' ? 'Địa bàn quận, huyện, thị xã cũ' : 'Phường, xã', width: 34 },
      ...['PTZ', 'Cố định', 'Chưa phân loại', 'Camera', 'Tổng số thiết bị'].map((title) => ({
        ...{ title, width: 14, ...WHOLE },
        named: nameIn(sheet, title),
      })),
      CODE,
    ],
    rows: counts[group].map((place): readonly SheetCell[] => [
      nameOf(place),
      place.ptz,
      place.fixed,
      place.unclassed,
      {
        formula: `${sheet}_ptz+${sheet}_cố_định+${sheet}_chưa_phân_loại`,
        result: place.ptz + place.fixed + place.unclassed,
      },
      place.total,
      place.id,
    ]),
    summed: [2, 3, 4, 5, 6],
  };
}

/** What the plan wants against what is there. */
export function targetSheet({ targets, plan: sealed }: FiguresSections): FigureSheet | undefined {
  if (isMissing(targets)) return undefined;
  const plan = readPlanRecord(sealed);
  const byPurpose = isMissing(plan) ? [] : (plan.definition.targets?.byPurpose ?? []);
  const names = new Map(byPurpose.map(({ id, name }) => [id, name]));
  return {
    name: 'Chỉ tiêu',
    columns: [
      { title: 'Chỉ tiêu', width: 36 },
      ...['Kế hoạch', 'Hiện có', 'Theo các nhiệm vụ'].map((title) => ({
        ...{ title, width: 18, ...WHOLE },
        named: nameIn('CT', title),
      })),
      { title: 'Tỷ lệ hiện có (%)', width: 18, ...PERCENT },
    ],
    rows: targets.rows.map(({ id, target, present, ofProgrammes }): readonly SheetCell[] => [
      TARGET_NAMES[id] ?? names.get(id) ?? id,
      target,
      present,
      ofProgrammes,
      percentCell('CT_hiện_có', 'CT_kế_hoạch', present, target),
    ]),
  };
}
