/** Stands in for the code editor: whatever is asked of it is itself. */
const nothing: unknown = new Proxy(() => undefined, { get: () => nothing, apply: () => nothing });

export {
  nothing as default,
  nothing as editor,
  nothing as languages,
  nothing as Uri,
  nothing as KeyMod,
  nothing as KeyCode,
  nothing as Range,
  nothing as MarkerSeverity,
};
