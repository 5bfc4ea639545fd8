import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  createTheme,
  type DataFrame,
  type FieldConfigSource,
  standardTransformers,
  standardTransformersRegistry,
  toDataFrame,
  transformDataFrame,
} from '@grafana/data';
import type { Panel } from '@grafana/schema';
import { firstValueFrom } from 'rxjs';
import type { PlainFrame } from './drawing.ts';
import { fieldConfigRegistry } from './field-config.ts';

export const theme = createTheme({ colors: { mode: 'dark' } });

export function registerTransformations(): void {
  const byId = new Map(Object.values(standardTransformers).map((one) => [one.id, one]));
  standardTransformersRegistry.setInit(
    () =>
      [...byId.values()].map((one) => ({
        id: one.id,
        name: one.name,
        transformation: async () => one,
        imageDark: '',
        imageLight: '',
        editor: () => null,
      })) as never,
  );
}

/** Frames as a panel shows them. */
export async function prepareFrames(
  panel: Panel,
  plain: readonly PlainFrame[],
  replaceVariables: (text: string) => string,
): Promise<DataFrame[]> {
  const frames = plain.map((frame) =>
    toDataFrame({
      refId: frame.refId,
      fields: frame.fields.map(({ name, type, values, labels, displayName }) => ({
        name,
        type,
        values: [...values],
        ...(labels && { labels }),
        config: displayName === undefined ? {} : { displayNameFromDS: displayName },
      })),
    }),
  );
  const transformed = await firstValueFrom(
    transformDataFrame([...(panel.transformations ?? [])] as never, frames),
  );
  const fieldConfig = withDefaults(panel);
  const prepared = applyFieldOverrides({
    data: transformed,
    fieldConfig,
    fieldConfigRegistry,
    theme,
    timeZone: 'Asia/Ho_Chi_Minh',
    replaceVariables,
  });
  cacheFieldDisplayNames(prepared);
  return prepared;
}

/** Defaults of Grafana's own plugins, which are not on npm. */
function withDefaults({ type, fieldConfig }: Panel): FieldConfigSource {
  const given = (fieldConfig ?? { defaults: {}, overrides: [] }) as unknown as FieldConfigSource;
  const isSeries = type === 'timeseries';
  const custom = isSeries
    ? {
        drawStyle: 'line',
        lineWidth: 1,
        fillOpacity: 0,
        showPoints: 'auto',
        axisPlacement: 'auto',
        pointSize: 5,
      }
    : type === 'table'
      ? { align: 'auto', cellOptions: { type: 'auto' } }
      : {};
  return {
    defaults: {
      color: { mode: isSeries ? 'palette-classic' : 'thresholds' },
      ...given.defaults,
      custom: { ...custom, ...(given.defaults.custom ?? {}) },
    },
    overrides: given.overrides ?? [],
  };
}
