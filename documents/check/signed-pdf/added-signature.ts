import type { PdfObject, PdfObjects } from './pdf-objects.ts';
import {
  fourNumbers,
  isSameValue,
  memberOf,
  nameIn,
  type PdfDictionary,
  type PdfValue,
  wholeIn,
} from './pdf-value.ts';
import type { PdfUpdate } from './read-update.ts';

/** A field of a signature that an update added, and where it is seen. */
export interface AddedSignature {
  /** The dictionary with its bytes. */
  readonly signature: PdfDictionary;
  /** Absent: it is not seen. */
  readonly seen?: { readonly page: number; readonly box: readonly number[] };
}

/**
 * What an update added, where that is a signature and nothing else: its field, how it looks, and what has to lead there.
 * @throws RangeError for whatever else was changed or added.
 */
export function readAddedSignature({ objects }: PdfUpdate, before: PdfObjects): AddedSignature {
  const after = (number: number) => objects.get(number) ?? before.object(number);
  const accounted = new Set<number>();
  const changes = { objects, before, after, accounted };
  const fields = changedCatalog(changes, before.trailer);
  const widgets = new Set([...fields, ...changedPages(changes)]);
  const [field] = widgets;
  if (field === undefined || widgets.size !== 1)
    throw new RangeError(`expected one signature field, found ${widgets.size}`);
  if (!objects.has(field) || before.object(field)) throw new RangeError('a signature field that is not new');
  if (!fields.includes(field)) throw new RangeError('what was put on a page is no signature field');
  const added = takeField(field, changes);
  takeInfo(changes, before.trailer);
  for (const [number, object] of objects) {
    if (accounted.has(number) ? object.generation !== 0 : !isEmpty(object, before))
      throw new RangeError(`object ${number} was changed or added, and is no part of a signature`);
  }
  return added;
}

/** Poppler leaves the looks of a signature that is not seen behind: new streams without a byte, which nothing leads to. */
function isEmpty({ number, value, isStream }: PdfObject, before: PdfObjects): boolean {
  return isStream && wholeIn(value, 'Length') === 0 && !before.object(number);
}

interface Changes {
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly before: PdfObjects;
  readonly after: (number: number) => PdfObject | undefined;
  /** Objects of the update that were looked at and may be there. */
  readonly accounted: Set<number>;
}

const refIn = (value: PdfValue | undefined): number | undefined =>
  value?.is === 'ref' ? value.object : undefined;

/** Only what leads to signatures may be other than before. */
const OF_CATALOG: ReadonlySet<string> = new Set(['AcroForm', 'Perms', 'Extensions', 'Version']);

/** The signature fields of the form, by their numbers. */
function changedCatalog(changes: Changes, trailer: PdfDictionary): readonly number[] {
  const root = refIn(trailer.members.get('Root'));
  if (root === undefined) throw new RangeError('no catalog');
  const [old, now] = [changes.before.object(root)?.value, changes.after(root)?.value];
  changes.accounted.add(root);
  expectSame('catalog', old, now, OF_CATALOG);
  const form = resolve(memberOf(now, 'AcroForm'), changes);
  const oldForm = resolve(memberOf(old, 'AcroForm'), { ...changes, after: changes.before.object });
  if (form?.is !== 'dictionary') throw new RangeError('no form with a signature field');
  for (const name of form.members.keys())
    if (!OF_FORM.has(name)) throw new RangeError(`/${name} in the form`);
  const needs = form.members.get('NeedAppearances');
  if (needs && !(needs.is === 'word' && needs.value === 'false'))
    throw new RangeError('the form is drawn anew by the reader');
  takeResources(form.members.get('DR'), changes);
  for (const name of ['Perms', 'Extensions']) expectNoAction(memberOf(now, name));
  return addedTo(memberOf(oldForm, 'Fields'), form.members.get('Fields'), changes);
}
const OF_FORM: ReadonlySet<string> = new Set(['Fields', 'SigFlags', 'DA', 'DR', 'NeedAppearances']);

/** Pages that are other than before: by the annotations behind the earlier ones, and by nothing else. */
function changedPages(changes: Changes): readonly number[] {
  const { objects, before, accounted } = changes;
  return pagesOf(changes).flatMap((number): readonly number[] => {
    const [old, now] = [before.object(number)?.value, changes.after(number)?.value];
    const list = refIn(memberOf(now, 'Annots'));
    if (!objects.has(number) && (list === undefined || !objects.has(list))) return [];
    accounted.add(number);
    expectSame(`page of object ${number}`, old, now, new Set(['Annots']));
    return addedTo(memberOf(old, 'Annots'), memberOf(now, 'Annots'), changes);
  });
}

/** What a list of references has behind what it had. */
function addedTo(old: PdfValue | undefined, now: PdfValue | undefined, changes: Changes): readonly number[] {
  const known = resolve(old, { ...changes, after: changes.before.object });
  const list = resolve(now, changes);
  const [before, after] = [known, list].map((value) => (value?.is === 'list' ? value.items : []));
  const kept = (before ?? []).every((item, at) => isSameValue(item, after?.[at]));
  if (!kept) throw new RangeError('a field or annotation was taken away');
  return (after ?? []).slice(before?.length ?? 0).map((item) => {
    const number = refIn(item);
    if (number === undefined) throw new RangeError('a field or annotation that is no object of its own');
    return number;
  });
}

function resolve(value: PdfValue | undefined, { after, objects, accounted }: Changes): PdfValue | undefined {
  const number = refIn(value);
  if (number === undefined) return value;
  if (objects.has(number)) accounted.add(number);
  const object = after(number);
  if (!object || object.isStream) throw new RangeError(`object ${number} is a stream, or is missing`);
  return object.value;
}

function expectSame(
  what: string,
  old: PdfValue | undefined,
  now: PdfValue | undefined,
  besides: ReadonlySet<string>,
): void {
  if (old?.is !== 'dictionary' || now?.is !== 'dictionary')
    throw new RangeError(`the ${what} is no dictionary`);
  for (const name of new Set([...old.members.keys(), ...now.members.keys()]))
    if (!besides.has(name) && !isSameValue(old.members.get(name), now.members.get(name)))
      throw new RangeError(`/${name} of the ${what} was changed`);
}

const OF_FIELD: ReadonlySet<string> = new Set([
  'Type',
  'Subtype',
  'FT',
  'T',
  'TU',
  'F',
  'Ff',
  'Rect',
  'V',
  'P',
  'AP',
  'AS',
  'MK',
  'DA',
  'DR',
  'BS',
  'Border',
  'Lock',
  'SV',
  'M',
  'NM',
  'Q',
  'H',
]);

function takeField(number: number, changes: Changes): AddedSignature {
  const field = changes.after(number)?.value;
  if (field?.is !== 'dictionary' || nameIn(field, 'FT') !== 'Sig')
    throw new RangeError('a field that is no signature');
  if (nameIn(field, 'Subtype') !== 'Widget') throw new RangeError('a signature field without its widget');
  for (const name of field.members.keys())
    if (!OF_FIELD.has(name)) throw new RangeError(`/${name} in the signature field`);
  changes.accounted.add(number);
  for (const name of ['MK', 'Lock', 'SV']) expectNoAction(resolve(field.members.get(name), changes));
  for (const name of ['DR', 'AP']) takeResources(field.members.get(name), changes);
  const signature = resolve(field.members.get('V'), changes);
  if (signature?.is !== 'dictionary') throw new RangeError('a signature field without a signature');
  for (const name of signature.members.keys()) takeResources(signature.members.get(name), changes);
  expectThinBorder(field, changes);
  const flags = field.members.has('F') ? wholeIn(field, 'F') : 0;
  if (flags === undefined || (flags & NO_ZOOM) !== 0)
    throw new RangeError('a signature that is not always seen where it says');
  const box = fourNumbers('/Rect', field.members.get('Rect'));
  const [left, bottom, right, top] = box;
  // Flags do not hide it: some are of the screen alone, and readers differ.
  const isSeen = left !== right || bottom !== top;
  return { signature, ...(isSeen && { seen: { page: pageOf(number, field, changes), box } }) };
}

/** In points: half of it lies outside of the place. */
const MOST_BORDER = 2;

function expectThinBorder({ members }: PdfDictionary, changes: Changes): void {
  const [border, style] = ['Border', 'BS'].map((name) => resolve(members.get(name), changes));
  const widths = [...(border?.is === 'list' ? border.items : []), memberOf(style, 'W')];
  for (const width of widths)
    if (width && !(width.is === 'number' && width.value <= MOST_BORDER))
      throw new RangeError('a signature with a border that reaches beyond its place');
}

/** On a page that is shown smaller, it would cover more of it. */
const NO_ZOOM = 8;

/** Which page, from 1 on. */
function pageOf(number: number, field: PdfDictionary, changes: Changes): number {
  const pages = pagesOf(changes);
  const holds = (page: number) => {
    const annotations = resolve(memberOf(changes.after(page)?.value, 'Annots'), changes);
    return annotations?.is === 'list' && annotations.items.some((item) => refIn(item) === number);
  };
  const holding = pages.flatMap((page, index) => (holds(page) ? [index + 1] : []));
  const [only] = holding;
  if (only === undefined || holding.length > 1)
    throw new RangeError('a signature that is seen on no page, or on several');
  const named = refIn(field.members.get('P'));
  if (named !== undefined && pages[only - 1] !== named)
    throw new RangeError('a signature on another page than it says');
  return only;
}

function pagesOf(changes: Changes): readonly number[] {
  const root = changes.after(refIn(changes.before.trailer.members.get('Root')) ?? 0)?.value;
  return listPages(memberOf(root, 'Pages'), changes, 0);
}

const MOST_DEEP = 20;
function listPages(node: PdfValue | undefined, changes: Changes, depth: number): readonly number[] {
  const number = refIn(node);
  const value = number === undefined ? undefined : changes.after(number)?.value;
  if (number === undefined || !value || depth > MOST_DEEP) return [];
  const kids = memberOf(value, 'Kids');
  return kids?.is === 'list' ? kids.items.flatMap((kid) => listPages(kid, changes, depth + 1)) : [number];
}

const ACTIONS: ReadonlySet<string> = new Set([
  'A',
  'AA',
  'JS',
  'JavaScript',
  'Launch',
  'OpenAction',
  'URI',
  'SubmitForm',
  'GoToR',
  'GoToE',
  'EmbeddedFile',
  'EmbeddedFiles',
  'EF',
  'OC',
  'RichMedia',
]);

function expectNoAction(value: PdfValue | undefined): void {
  if (value?.is === 'list') for (const item of value.items) expectNoAction(item);
  if (value?.is !== 'dictionary') return;
  for (const [name, member] of value.members) {
    if (ACTIONS.has(name)) throw new RangeError(`/${name} in the signature`);
    expectNoAction(member);
  }
}

/** How a signature looks: new objects alone, that nothing else leads to, and none that does anything. */
function takeResources(value: PdfValue | undefined, changes: Changes): void {
  expectNoAction(value);
  if (value?.is === 'list') for (const item of value.items) takeResources(item, changes);
  if (value?.is === 'dictionary')
    for (const [name, member] of value.members) if (!BACK.has(name)) takeResources(member, changes);
  const number = refIn(value);
  if (number === undefined || changes.accounted.has(number)) return;
  if (!changes.after(number)) throw new RangeError(`object ${number} is missing`);
  if (!changes.objects.has(number)) return;
  if (changes.before.object(number)) throw new RangeError(`object ${number} was changed`);
  changes.accounted.add(number);
  takeResources(changes.objects.get(number)?.value, changes);
}
/** Ways back to what the signature stands on. */
const BACK: ReadonlySet<string> = new Set(['P', 'Parent']);

/** Signing programs write when they did it, and their own name. */
const OF_INFO: ReadonlySet<string> = new Set(['ModDate', 'Producer']);

function takeInfo({ objects, before, accounted }: Changes, trailer: PdfDictionary): void {
  const number = refIn(trailer.members.get('Info'));
  const now = number === undefined ? undefined : objects.get(number)?.value;
  if (number === undefined || !now) return;
  expectSame('description of the file', before.object(number)?.value, now, OF_INFO);
  accounted.add(number);
}
