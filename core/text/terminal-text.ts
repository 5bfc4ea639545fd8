/**
 * Text as it may reach a terminal: what names, files and servers put into it can neither move the cursor nor write a
 * title nor reverse a line. What camwatch itself sends stays: colours, and where a picture is drawn over the last one.
 */
export function hideControls(text: string): string {
  return text.replace(OURS_OR_CONTROL, (found) => (found.length > 1 ? found : '\ufffd'));
}

/** JSON means the same afterwards: `JSON.stringify` leaves the controls beyond ASCII as they are. */
export function escapeControls(json: string): string {
  return json.replace(CONTROL_IN_JSON, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const OURS_OR_CONTROL =
  /\u001b\[(?:[\d;]*m|K)|^\u001b\[\d+F|\u001b\[J$|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const CONTROL_IN_JSON = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: they are what is looked for.
