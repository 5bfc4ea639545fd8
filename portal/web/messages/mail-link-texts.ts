/** Of the page that a link in a mail opens. */
export interface MailLinkTexts {
  readonly heading: string;
  readonly press: string;
  /** Whose name will stand beside it, and until when the link is good. */
  readonly about: (recipient: string, time: string) => string;
  /** What to quote on the telephone. */
  readonly circuit: (circuit: string) => string;
  readonly taken: (who: string, time: string) => string;
  readonly byLink: string;
  readonly resolved: (time: string) => string;
  readonly broken: string;
  readonly over: string;
  readonly withdrawn: string;
  readonly nothingDone: string;
  readonly more: string;
}
