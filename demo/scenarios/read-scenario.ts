import { OPERATOR, parseActingParty } from '../../alerts/incidents/actions/acting-party.ts';
import { ConfigError, type Problem } from '../../config/files/config-error.ts';
import { parseYaml, parseYamlValue, type YamlFile } from '../../config/files/yaml-file.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import { parseTime } from '../../core/time/parse-time.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import { FLAP_EVERY_MS, FLAP_TIMES, LONGEST_MS, ScenarioText, type StepText } from './scenario-schema.ts';

export interface ReadingOptions {
  readonly inventory: Inventory;
  readonly timeZone: string;
  /** Of a scenario that names none. */
  readonly startMs: number;
}

type Path = readonly (string | number)[];

/** A scenario as it stands in a file. @throws a ConfigError with everything that is wrong with it. */
export function readScenario(file: string, text: string, options: ReadingOptions): Scenario {
  const yaml = parseYaml(file, text);
  if (yaml.problems.length > 0) throw new ConfigError(file, yaml.problems);
  const { value, problems: flaws } = parseYamlValue(yaml, yaml.value, ScenarioText);
  if (!value) throw new ConfigError(file, flaws);
  const problems: Problem[] = [];
  const refuse = (path: Path, message: string) => void problems.push(yaml.problem(path, message));
  const startMs = readStart(value.start, options, refuse);
  if (value.for > LONGEST_MS) refuse(['for'], 'expected at most 14d, got more');
  const steps = value.steps.flatMap((step, index) => {
    if (step.at > value.for)
      refuse(['steps', index, 'at'], 'expected a step within the night, got a later one');
    return toStep(step, ['steps', index], { ...options, refuse, yaml }) ?? [];
  });
  if (problems.length > 0) throw new ConfigError(file, problems);
  return { name: file, startMs, lengthMs: value.for, steps };
}

interface Reading extends ReadingOptions {
  readonly refuse: (path: Path, message: string) => void;
  readonly yaml: YamlFile;
}

function readStart(
  text: string | undefined,
  { startMs, timeZone }: ReadingOptions,
  refuse: Reading['refuse'],
): number {
  if (text === undefined) return startMs;
  const parsed = parseTime(text, { timeZone });
  if ('atMs' in parsed) return parsed.atMs;
  refuse(['start'], parsed.said.en);
  return startMs;
}

function toStep(step: StepText, path: Path, reading: Reading): ScenarioStep | undefined {
  const { at: afterMs } = step;
  const named = (key: 'cut' | 'fail' | 'restore' | 'flap' | 'maintenance') =>
    entitiesOf(step[key] ?? [], [...path, key], reading);
  if (step.cut) return { afterMs, what: 'fall', entities: named('cut') };
  if (step.fail) return { afterMs, what: 'fall', entities: named('fail') };
  if (step.restore) return { afterMs, what: 'restore', entities: named('restore') };
  if (step.flap) {
    const { times = FLAP_TIMES, every: everyMs = FLAP_EVERY_MS } = step;
    return { afterMs, what: 'flap', entities: named('flap'), times, everyMs };
  }
  if (step.blind !== undefined) return { afterMs, what: 'blind', forMs: step.blind };
  if (step.maintenance) {
    const { from: fromMs = afterMs, to: toMs = 0 } = step;
    return { afterMs, what: 'maintenance', entities: named('maintenance'), fromMs, toMs };
  }
  const place = step['power-cut'];
  if (place !== undefined) {
    checkPlace(place, [...path, 'power-cut'], reading);
    return { afterMs, what: 'power-cut', place, forMs: step.for ?? 0 };
  }
  return acknowledgement(step, path, reading);
}

function acknowledgement(step: StepText, path: Path, reading: Reading): ScenarioStep | undefined {
  const { at: afterMs, acknowledge: which, by = '', as = 'operator' } = step;
  if (which === undefined) return undefined;
  const { contacts, agencies, contractors } = reading.inventory;
  if (!contacts.has(by)) unknown('a contact', by, [...contacts.keys()], [...path, 'by'], reading);
  const party = parseActingParty(as) ?? OPERATOR;
  const known = party.kind === 'agency' ? agencies : contractors;
  if (party.id !== undefined && !known.has(party.id))
    unknown(`an ${party.kind}`.replace('an c', 'a c'), party.id, [...known.keys()], [...path, 'as'], reading);
  return { afterMs, what: 'acknowledge', which, by, party };
}

function entitiesOf(names: readonly string[], path: Path, reading: Reading): readonly Entity[] {
  const { inventory, yaml } = reading;
  const isList = Array.isArray(valueAt(yaml.value, path));
  return names.flatMap((name, index) => {
    const entity = findEntity(name, inventory);
    if (entity) return entity;
    const ids = [...inventory.devices.keys(), ...inventory.links.keys()];
    unknown('a device or link', name, ids, isList ? [...path, index] : path, reading);
    return [];
  });
}

/** `device:x`, `link:x`, or the id alone. Where a device and a link have it in common, the device. */
function findEntity(name: string, { devices, links }: Inventory): Entity | undefined {
  const [, kind, id = name] = /^(device|link):(.+)$/s.exec(name) ?? [];
  if (kind !== 'link' && devices.has(id)) return deviceEntity(id);
  return kind !== 'device' && links.has(id) ? linkEntity(id) : undefined;
}

function checkPlace(place: string, path: Path, reading: Reading): void {
  const { areas, sites } = reading.inventory;
  if (areas.has(place) || sites.has(place)) return;
  unknown('a ward, a commune or a site', place, [...areas.keys(), ...sites.keys()], path, reading);
}

function unknown(
  what: string,
  name: string,
  known: readonly string[],
  path: Path,
  { refuse }: Pick<Reading, 'refuse'>,
): void {
  const suggestion = suggestName(name, known);
  refuse(
    path,
    `expected ${what} of the inventory, got "${name}"${suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`}`,
  );
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}
