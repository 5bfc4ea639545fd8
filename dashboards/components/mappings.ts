import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { STATES } from '../../core/domain/state.ts';
import { NO_TAG_VALUE } from '../../core/names/series.ts';
import type { NamesById } from '../scope/names.ts';
import type { Texts } from '../texts/texts.ts';
import { STATE_COLOURS } from './colours.ts';

/** Nothing measured is said in words, and grey. */
export const nothingMapping = (text: string): ValueMapping => ({
  type: MappingType.SpecialValue,
  options: { match: SpecialValueMatch.NullAndNan, result: { text, color: STATE_COLOURS.unknown } },
});

/** Ids become names; what belongs to nobody says so. */
export const nameMapping = (names: NamesById, none: string): ValueMapping => ({
  type: MappingType.ValueToText,
  options: Object.fromEntries([...names, [NO_TAG_VALUE, none] as const].map(([id, text]) => [id, { text }])),
});

export const stateMapping = ({ states, maintenanceStates }: Texts): ValueMapping => ({
  type: MappingType.ValueToText,
  options: {
    ...Object.fromEntries(
      STATES.map((state) => [state, { text: states[state], color: STATE_COLOURS[state] }]),
    ),
    ...Object.fromEntries(Object.entries(maintenanceStates).map(([state, text]) => [state, { text }])),
  },
});

/** Of a device 1 works, 0 does not, and what lies between works with a shortfall. */
export const levelMapping = ({ states }: Texts): ValueMapping => ({
  type: MappingType.ValueToText,
  options: {
    1: { text: states.up, color: STATE_COLOURS.up },
    0.5: { text: states.degraded, color: STATE_COLOURS.degraded },
    0: { text: states.down, color: STATE_COLOURS.down },
  },
});

/** 1 and 0 of a series that says yes or no. */
export const yesNoMapping = (yes: string, no: string): ValueMapping => ({
  type: MappingType.ValueToText,
  options: {
    1: { text: yes, color: STATE_COLOURS.up },
    0: { text: no, color: STATE_COLOURS.down },
  },
});

export const wordMapping = (words: Readonly<Record<string, string>>): ValueMapping => ({
  type: MappingType.ValueToText,
  options: Object.fromEntries(Object.entries(words).map(([value, text]) => [value, { text }])),
});
