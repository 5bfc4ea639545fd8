import { type Html, html } from '../frame/html.ts';
import { linkTo, type PageContext } from '../frame/page-context.ts';

/** `điều 4.1.6, 5.1 Quy tắc`, `clauses 4.1.6, 5.1 of the Rules`, and the file that has all of them. */
const CITED =
  /((?<=điều )[\d., ]+(?= Quy tắc)|(?<=clauses? )[\d., ]+(?= of the Rules)|docs\/rules(?:\.vi)?\.md)/;

/** Words that cite the rules, with a link to each clause. */
export const linkClauses = (context: PageContext, words: string): Html =>
  html`${words.split(CITED).map((part, index) => (index % 2 === 0 ? part : linkEach(context, part)))}`;

const linkEach = (context: PageContext, cited: string): Html =>
  /^\d/.test(cited)
    ? html`${cited.split(', ').map((clause, index) => html`${index > 0 && ', '}<a href="${linkTo(context, '/rules')}#r-${clause}">${clause}</a>`)}`
    : html`<a href="${linkTo(context, '/rules')}">${cited}</a>`;
