import type { DynamicConfigValue, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Context } from '../scope/context.ts';
import type { NamesById } from '../scope/names.ts';
import type { Texts } from '../texts/texts.ts';
import type { UnitName } from '../texts/unit-name.ts';
import { COLUMNS, type ColumnName, type ColumnStyle } from './column-styles.ts';
import {
  levelMapping,
  nameMapping,
  nothingMapping,
  stateMapping,
  wordMapping,
  yesNoMapping,
} from './mappings.ts';
import { opensPage } from './page-links.ts';
import { type Steps, stepsOf } from './steps.ts';

export type ColumnList = readonly (ColumnName | (ColumnOverride & { readonly column: ColumnName }))[];

/** What a panel may say of a column beside its own look. */
export interface ColumnOverride {
  readonly unit?: UnitName;
  readonly steps?: Steps;
  /** Said in place of its usual name. */
  readonly label?: keyof Texts['labels'];
  readonly width?: number;
  /** Said where it has no value. */
  readonly nothing?: string;
  /** Addresses that its values open. */
  readonly opens?: Opens | readonly Opens[];
}

export interface Opens {
  readonly title: string;
  readonly url: string;
}

/** Of what works there is no reason, and a cell is too narrow for more. */
const NOTHING = '–';

/** In a table, as a number, or over time: a line has one colour, that of the worst it can show. */
export type Shown = 'cell' | 'value' | 'line';

/** Properties of the fields of this name, for a panel's overrides. */
export function columnProperties(
  context: Context,
  name: ColumnName,
  { unit, steps, label, width, nothing, opens = [] }: ColumnOverride = {},
  shown: Shown = 'value',
): DynamicConfigValue[] {
  const style: ColumnStyle = COLUMNS[name];
  const usedSteps = steps ?? style.steps;
  const usedUnit = unitOf(context, style, unit);
  const mappings = mappingsOf(context, style, nothing ?? (shown === 'cell' ? NOTHING : undefined));
  const usedWidth = width ?? style.width ?? widthOfWords(context, style);
  const links = [...[opens].flat(), ...(shown === 'cell' ? opensPage(context, name) : [])];
  const isState = usedSteps !== undefined || style.words === 'states' || isNumberInWords(style);
  return [
    { id: 'displayName', value: label ? context.texts.labels[label] : context.texts.columns[name] },
    ...(usedUnit === undefined ? [] : [{ id: 'unit', value: usedUnit }]),
    ...(style.decimals === undefined ? [] : [{ id: 'decimals', value: style.decimals }]),
    ...(mappings.length === 0 ? [] : [{ id: 'mappings', value: mappings }]),
    ...(style.words === 'reasons' ? [{ id: 'noValue', value: NOTHING }] : []),
    ...(usedSteps === undefined ? [] : [{ id: 'thresholds', value: stepsOf(usedSteps) }]),
    ...(shown === 'line' && usedSteps !== undefined
      ? fixedColour(usedSteps.at(-1)?.[1])
      : colourOf(style, isState)),
    ...(shown === 'cell' && usedWidth !== undefined ? [{ id: 'custom.width', value: usedWidth }] : []),
    ...(shown === 'cell' ? cellProperties(style, isState) : []),
    ...(links.length === 0
      ? []
      : [{ id: 'links', value: links.map((link) => ({ ...link, targetBlank: false })) }]),
  ];
}

/** A cell cuts what it has no room for, and measures words by what stood there before they were put in its place. */
function widthOfWords({ texts }: Context, { words }: ColumnStyle): number | undefined {
  if (words !== 'reasons') return undefined;
  const longest = Math.max(...Object.values(texts.reasons).map(({ length }) => length));
  return longest * LETTER_PX + CELL_PADDING_PX;
}
const LETTER_PX = 7.5;
const CELL_PADDING_PX = 20;

/** Long names take a second line where the screen is narrow; words stand left also where a column has none yet. */
function cellProperties(style: ColumnStyle, isState: boolean): DynamicConfigValue[] {
  const type = isState ? 'color-text' : 'auto';
  // What is mapped is measured by what it was before: only plain texts are given the lines that they need.
  const isText = style === COLUMNS.title;
  return [
    ...(isState || isText
      ? [{ id: 'custom.cellOptions', value: { type, ...(isText && { wrapText: true }) } }]
      : []),
    // Where Grafana 13 looks for it.
    ...(isText ? [{ id: 'custom.wrapText', value: true }] : []),
    ...(isRead(style) ? [{ id: 'custom.align', value: 'left' }] : []),
  ];
}

/** What is read and not compared. */
const isRead = (style: ColumnStyle): boolean =>
  style.words !== undefined ||
  style.names !== undefined ||
  [COLUMNS.since, COLUMNS.title, COLUMNS.id].some((column) => style === column);

function unitOf({ texts }: Context, style: ColumnStyle, given?: UnitName): string | undefined {
  if (style === COLUMNS.Time || style === COLUMNS.since) return texts.timeFormat;
  const name = given ?? style.unitName;
  return name === undefined ? style.unit : `suffix:${texts.units[name]}`;
}

const isNumberInWords = ({ words }: ColumnStyle): boolean =>
  words === 'seeing' || words === 'answers' || words === 'levels';

const fixedColour = (colour: string | undefined): DynamicConfigValue[] =>
  colour === undefined ? [] : [{ id: 'color', value: { mode: 'fixed', fixedColor: colour } }];

function colourOf({ colour }: ColumnStyle, isState: boolean): DynamicConfigValue[] {
  if (isState) return [{ id: 'color', value: { mode: 'thresholds' } }];
  return fixedColour(colour);
}

function mappingsOf(
  { texts, names }: Context,
  { words, names: group }: ColumnStyle,
  nothing: string = texts.noValue,
): readonly ValueMapping[] {
  const ofNames: NamesById | undefined = group && names[group];
  if (ofNames) return [nameMapping(ofNames, texts.belongsToNobody), nothingMapping(nothing)];
  if (words === undefined) return [nothingMapping(nothing)];
  switch (words) {
    case 'levels':
      return [levelMapping(texts), nothingMapping(NOTHING)];
    case 'states':
      return [stateMapping(texts), nothingMapping(nothing)];
    case 'seeing':
    case 'answers':
      return [yesNoMapping(texts[words].yes, texts[words].no), nothingMapping(texts.noValue)];
    case 'kinds':
    case 'indicators':
    case 'reasons':
    case 'settled':
      return [wordMapping(texts[words]), nothingMapping(NOTHING)];
  }
}
