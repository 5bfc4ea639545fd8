/** What pages about contracts send: nothing else is read. */
const FORMS =
  /^(\/claims\/[^/]+\/(ask|preview|change|decide|withdraw)|\/reports(\/[0-9a-f-]{36}\/(cancel|verify))?)$/;
const FILES = /^(\/claims\/(new|[^/]+\/answer)|\/plan\/forms)$/;
export const takesPaperForm = (path: string): boolean => FORMS.test(path);
/** Forms that carry files. */
export const takesFiles = (path: string): boolean => FILES.test(path);
