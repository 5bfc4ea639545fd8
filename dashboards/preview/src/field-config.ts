import { FieldConfigOptionsRegistry, type FieldConfigPropertyItem } from '@grafana/data';

/** What overrides of our dashboards may set. Grafana's plugins register these themselves; the plugins are not on npm. */
const OPTIONS = [
  'unit',
  'min',
  'max',
  'decimals',
  'displayName',
  'noValue',
  'thresholds',
  'mappings',
  'links',
  'color',
];
const CUSTOM_OPTIONS = [
  'cellOptions',
  'width',
  'align',
  'wrapText',
  'hidden',
  'fillOpacity',
  'lineWidth',
  'lineStyle',
  'drawStyle',
  'axisPlacement',
  'axisLabel',
  'spanNulls',
  'stacking',
  'hideFrom',
  'thresholdsStyle',
  'filterable',
];

export const fieldConfigRegistry = new FieldConfigOptionsRegistry(() => [
  ...OPTIONS.map((id) => toItem(id, false)),
  ...CUSTOM_OPTIONS.map((id) => toItem(`custom.${id}`, true)),
]);

function toItem(id: string, isCustom: boolean): FieldConfigPropertyItem {
  const path = isCustom ? id.slice('custom.'.length) : id;
  return {
    id,
    path,
    isCustom,
    name: path,
    editor: () => null,
    override: () => null,
    process: (value: unknown) => value,
    shouldApply: () => true,
  } as unknown as FieldConfigPropertyItem;
}
