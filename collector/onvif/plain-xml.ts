/** An element that is being read. */
type Open = Record<string, unknown>;

const DECLARATION = /\s*<\?xml [^?<>]*\?>\s*/y;
/** A tag and the text behind it: names and attributes of the plainest kind. */
const TAG = /<(\/?)((?:[a-z_][\w-]*:)?([a-z_][\w-]*))((?:\s+[\w:-]+="[^"<>&]*")*)\s*(\/?)>([^<>]*)/iy;
const TOKEN = /\stoken="([^"]*)"/g;
/** What every object has: as a name it needs care. */
const INHERITED: object = {};
const MOST_DEPTH = 30;

/**
 * Reads a document as nearly all devices write it: elements, attributes and text, and nothing that needs a thought. The same
 * comes of it as of the parser for all others, in a third of the time; `undefined` where anything is out of the ordinary.
 */
export function parsePlainXml(text: string): Readonly<Open> | undefined {
  const root: Open = {};
  const open: Open[] = [root];
  const names: string[] = [];
  /** Of the element that has just begun: once there is another in it, it has no text. */
  let leafText: string | undefined = '';
  DECLARATION.lastIndex = 0;
  let at = DECLARATION.test(text) ? DECLARATION.lastIndex : 0;
  while (at < text.length) {
    TAG.lastIndex = at;
    const [tag, slash, fullName = '', name = '', attributes = '', isEmpty, behind = ''] =
      TAG.exec(text) ?? [];
    const node = open.at(-1);
    if (tag === undefined || node === undefined || name in INHERITED) return undefined;
    at += tag.length;
    const own = behind.trim();
    if (slash === '/') {
      if (names.pop() !== fullName || attributes !== '' || isEmpty === '/' || own !== '') return undefined;
      if (leafText !== undefined) node['#text'] = leafText;
      leafText = undefined;
      open.pop();
      continue;
    }
    const made = leafText ? undefined : begin(node, name, attributes);
    if (made === undefined || names.length > MOST_DEPTH || own.includes('\r')) return undefined;
    leafText = isEmpty === '/' ? undefined : own;
    if (isEmpty !== '/') {
      open.push(made);
      names.push(fullName);
    } else if (own === '') made['#text'] = '';
    else return undefined;
  }
  return names.length === 0 && open.length === 1 && Object.keys(root).length === 1 ? root : undefined;
}

/** Puts an element where it belongs; `undefined` where it has attributes that are not plain. */
function begin(parent: Open, name: string, attributes: string): Open | undefined {
  const node: Open = {};
  if (attributes.includes('token')) {
    const [found, ...others] = attributes.matchAll(TOKEN);
    const token = found?.[1];
    if (others.length > 0 || attributes.includes(':token') || /\s/.test(token ?? '')) return undefined;
    if (token !== undefined) node['@token'] = token;
  }
  const known = parent[name];
  if (known === undefined) parent[name] = node;
  else if (Array.isArray(known)) known.push(node);
  else parent[name] = [known, node];
  return node;
}
