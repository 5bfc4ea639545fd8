import {
  type FieldConfigSource,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  VizOrientation,
} from '@grafana/data';
import { BarGaugeDisplayMode, BigValueColorMode, BigValueGraphMode, BigValueTextMode } from '@grafana/schema';
import { BarGauge, BigValue, VizRepeater } from '@grafana/ui';
import type { PanelProps } from '../drawing.ts';
import { theme } from '../prepare-frames.ts';

/** Options of stat and bar gauge panels that are drawn. */
interface ValueOptions {
  readonly reduceOptions?: { readonly calcs?: string[]; readonly values?: boolean; readonly fields?: string };
  readonly orientation?: VizOrientation;
  readonly colorMode?: BigValueColorMode;
  readonly graphMode?: BigValueGraphMode;
  readonly textMode?: BigValueTextMode;
  readonly displayMode?: BarGaugeDisplayMode;
  readonly text?: object;
}

const optionsOf = ({ panel }: PanelProps): ValueOptions => (panel.options ?? {}) as ValueOptions;

function valuesOf(props: PanelProps): FieldDisplay[] {
  const { reduceOptions } = optionsOf(props);
  const calcs = reduceOptions?.calcs;
  return getFieldDisplayValues({
    data: props.frames,
    fieldConfig: props.panel.fieldConfig as unknown as FieldConfigSource,
    reduceOptions: { values: false, ...reduceOptions, calcs: calcs?.length ? calcs : ['lastNotNull'] },
    replaceVariables: props.replaceVariables,
    sparkline: optionsOf(props).graphMode === BigValueGraphMode.Area,
    theme,
    timeZone: 'Asia/Ho_Chi_Minh',
  });
}

export function StatPanel(props: PanelProps) {
  const options = optionsOf(props);
  return (
    <VizRepeater
      getValues={() => valuesOf(props)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, width, height, alignmentFactors, count }) => (
        <BigValue
          value={value.display}
          count={count}
          {...(value.sparkline && { sparkline: value.sparkline })}
          colorMode={options.colorMode ?? BigValueColorMode.Value}
          graphMode={options.graphMode ?? BigValueGraphMode.Area}
          textMode={options.textMode ?? BigValueTextMode.Auto}
          {...(options.text && { text: options.text })}
          alignmentFactors={alignmentFactors}
          width={width}
          height={height}
          theme={theme}
        />
      )}
      width={props.width}
      height={props.height}
      source={props.frames}
      itemSpacing={3}
      renderCounter={1}
      autoGrid={true}
      orientation={options.orientation ?? VizOrientation.Auto}
    />
  );
}

export function BarGaugePanel(props: PanelProps) {
  const options = optionsOf(props);
  return (
    <VizRepeater
      getValues={() => valuesOf(props)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, width, height, orientation, alignmentFactors }) => (
        <BarGauge
          value={value.display}
          width={width}
          height={height}
          orientation={orientation}
          field={value.field}
          {...(value.view?.getFieldDisplayProcessor && value.colIndex !== undefined
            ? { display: value.view.getFieldDisplayProcessor(value.colIndex) as never }
            : {})}
          theme={theme}
          itemSpacing={8}
          lcdCellWidth={12}
          displayMode={options.displayMode ?? BarGaugeDisplayMode.Gradient}
          alignmentFactors={alignmentFactors}
          showUnfilled={true}
        />
      )}
      width={props.width}
      height={props.height}
      source={props.frames}
      itemSpacing={8}
      renderCounter={1}
      orientation={options.orientation ?? VizOrientation.Auto}
      minVizHeight={16}
      minVizWidth={8}
    />
  );
}
