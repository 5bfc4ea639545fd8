/** What pages about contracts send: nothing else is read. */
const FORMS = [
  /^\/claims\/[^/]+\/(ask|preview|change|decide|withdraw)$/,
  /^\/plan\/letters\/file$/,
  /^\/plan\/handovers\/(preview|change|[^/]+\/(accept|refuse|withdraw))$/,
  /^\/plan\/registers\/[a-z-]+\/remove$/,
  /^\/plan\/forms\/[^/]+\/[^/]+\/(discard|hand-in)$/,
  /^\/reports(\/[0-9a-f-]{36}\/(cancel|verify))?$/,
  /^\/statements\/[^/]+\/[^/]+\/(preview|change|seal|agree)$/,
  /^\/works\/(preview|change|announce|[^/]+\/cancel)$/,
];
const FILES = [
  /^\/verify\/file$/,
  /^\/claims\/(new|[^/]+\/answer)$/,
  /^\/plan\/letters\/(preview|change|send)$/,
  /^\/plan\/handovers$/,
  /^\/plan\/registers\/[a-z-]+$/,
  /^\/plan\/tasks\/[^/]+$/,
  /^\/plan\/forms(\/[^/]+\/[^/]+\/(fill|load))?$/,
  /^\/statements\/[^/]+\/[^/]+\/(object|agreed)$/,
];
export const takesPaperForm = (path: string): boolean => FORMS.some((one) => one.test(path));
/** Forms that carry files. */
export const takesFiles = (path: string): boolean => FILES.some((one) => one.test(path));
