import { cleanLine, knownLine, MOST_OF_A_NAME } from '../../../../core/text/clean-line.ts';
import type { IncidentSummary } from '../../../../ledger/record/incidents/incident-event.ts';
import type { RootView } from './root-view.ts';
import { acknowledgeCommand, tellIncidentId, type Words } from './root-words.ts';
import type { Link, Step } from './sheet.ts';
import type { MessageTexts } from './texts.ts';
import { renderCommand } from './ways.ts';

/** What the person on duty does now, in this order: whom to call, what to look at, and to say that somebody is at it. */
export function nextSteps(incident: IncidentSummary, view: RootView, words: Words): readonly Step[] {
  const { texts, city } = words;
  const { steps } = texts;
  const found = view.clockDoubt ? confirm(words) : repair(view, words).map((text) => ({ text }));
  if (incident.acknowledgedBy !== undefined) return found;
  const id = tellIncidentId(incident.id, city);
  const press = acknowledgePress(id, words);
  const others = id === undefined ? [] : acknowledgedFor(view, id, words);
  if (press)
    return [...found, { text: steps.acknowledgeHere, press }, ...others.filter(({ isReader }) => !isReader)];
  if (isActing(view, city)) return [...found, ...others];
  const text = id === undefined ? steps.acknowledgeWithheld : steps.acknowledge;
  return [...found, { text, command: acknowledgeCommand(words, id) }, ...others];
}

/** One press, without a shell or a log-in. What is not told has no address either: that would name it. */
export function acknowledgePress(id: string | undefined, { texts, ways }: Words): Link | undefined {
  if (id === undefined || ways?.acknowledge === undefined) return undefined;
  return { text: texts.links.acknowledge, url: ways.acknowledge(id) };
}

/** Where it is right after all, somebody has to say so. */
const confirm = ({ texts: { steps }, ways = {} }: Words): readonly Step[] => [
  { text: steps.compareClock, command: renderCommand(ways, ['clock', 'show']) },
  { text: steps.setClock },
  { text: steps.confirmClock, command: renderCommand(ways, ['clock', 'confirm', '--help']) },
];

/** Whoever reads it must act, and has no shell here as a rule. */
const isActing = ({ carrier, contractors, contracts }: RootView, { isReader }: Words['city']): boolean =>
  [...(carrier ? [carrier] : []), ...contractors].some(
    (one) => isReader(one) && contracts.some(({ contractor }) => contractor === one.id),
  );

/** A contract's clock ends with the word of its contractor, who seldom has a shell here. */
function acknowledgedFor(
  { carrier, contractors, contracts }: RootView,
  id: string,
  words: Words,
): readonly (Step & { readonly isReader: boolean })[] {
  const { steps } = words.texts;
  const { isReader } = words.city;
  const bound = new Set(contracts.map(({ contractor }) => contractor));
  return [...(carrier ? [carrier] : []), ...contractors]
    .filter(({ id }) => bound.has(id))
    .slice(0, MOST_CONTRACTORS)
    .map((one) => ({
      text: isReader(one) ? steps.acknowledgeYourself : steps.acknowledgeFor(cleanLine(one.name)),
      command: acknowledgeCommand(words, id, `contractor:${one.id}`),
      isReader: isReader(one),
    }));
}

const MOST_CONTRACTORS = 2;

function repair(view: RootView, words: Words): readonly string[] {
  const { steps } = words.texts;
  switch (view.what) {
    case 'withheld':
      return [steps.askWhoKnows];
    case 'collector':
      return [steps.checkCollector];
    case 'common':
      return [...(view.common ? [steps.checkCommon[view.common.by]] : []), ...calls(view, words)];
    case 'link':
      return [...calls(view, words), ...(view.carrier ? [] : [steps.checkLine])];
    case 'camera':
    case 'nvr':
    case 'switch':
    case 'router':
    case 'ups':
    case 'controller':
    case 'server':
      if (view.port !== undefined) return [steps.switchOn(cleanLine(view.port)), ...calls(view, words)];
      return [...calls(view, words), ...(view.contractors.length > 0 ? [] : [steps.checkDevice])];
  }
}

function calls(view: RootView, { texts, city }: Words): readonly string[] {
  const { steps } = texts;
  const circuit = knownLine(view.link?.circuit);
  const cabinet = knownLine(view.site?.cabinet);
  const carrier = callCarrier(view, texts);
  const duty = callDuty(view, texts);
  return [
    ...(carrier === undefined
      ? []
      : [
          view.carrier && city.isReader(view.carrier)
            ? steps.lookAtLine(circuit)
            : steps.callCarrier(carrier, circuit),
        ]),
    ...view.contractors.map((one) =>
      city.isReader(one)
        ? steps.lookAtDevice(cabinet)
        : steps.callContractor(withPhone(one.name, one.hotline, texts), cabinet),
    ),
    ...(duty === undefined ? [] : [steps.callDuty(duty)]),
  ];
}

/** The one to call first, unless it is who reads. */
export function firstParty(
  { carrier, carrierHotline, dutyContact, contractors }: RootView,
  { isReader }: Words['city'],
): { readonly name: string; readonly phone?: string | undefined } | undefined {
  const parties = [...(carrier ? [{ ...carrier, hotline: carrierHotline }] : []), ...contractors].filter(
    (one) => !isReader(one),
  );
  const [first] = parties;
  return first ? { name: first.name, phone: first.hotline } : dutyContact;
}

/** For short messages: `Nhà thầu mẫu A 1900 0001`. */
export function firstCall(
  view: RootView,
  city: Words['city'],
  mostOfAName = MOST_OF_A_NAME,
): string | undefined {
  const { name, phone } = firstParty(view, city) ?? {};
  const parts = [knownLine(name, mostOfAName), knownLine(phone, MOST_OF_A_PHONE)];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(' ');
}

const MOST_OF_A_PHONE = 30;

export function callCarrier({ carrier, carrierHotline }: RootView, texts: MessageTexts): string | undefined {
  if (carrier) return withPhone(carrier.name, carrierHotline, texts);
  return knownLine(carrierHotline);
}

export const callDuty = ({ dutyContact }: RootView, texts: MessageTexts): string | undefined =>
  dutyContact && withPhone(dutyContact.name, dutyContact.phone, texts);

export function withPhone(name: string, phone: string | undefined, texts: MessageTexts): string {
  const known = knownLine(phone);
  return known === undefined ? cleanLine(name) : texts.hotline(cleanLine(name), known);
}

/** What is not known stays so. */
export const optionally = <Value, Result>(
  value: Value | undefined,
  convert: (value: Value) => Result,
): Result | undefined => (value === undefined ? undefined : convert(value));
