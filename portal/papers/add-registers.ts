import type { Express, Request, Response } from 'express';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import { ActRefused } from '../door/act-refused.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { registerTexts } from '../web/papers/plan-names.ts';
import { labelOf, registerPath, renderRegisterPage } from '../web/papers/register-page.ts';
import { noPlanShown } from './add-plan.ts';
import {
  answerForm,
  orNotFound,
  type PapersOptions,
  pageFor,
  readerOf,
  readForm,
  sendPage,
  showDone,
} from './at-papers.ts';
import { textOf, typedIn } from './form-fields.ts';
import type { PaperReader } from './paper-context.ts';
import { fieldsFor } from './plan-fields.ts';
import type { RegisterFound } from './questions/plan-register.ts';

/** Registers of the plan: entries by DOST, and by the agency whose they are. */
export function addRegisters(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const see = need('see-plan', visitorOf);
  const mayAct = need('act-on-plan', visitorOf);
  const withPlan = noPlanShown(options);

  const find = async (request: Request, site?: string): Promise<RegisterFound> => {
    const asked = { register: String(request.params.register), site };
    return await orNotFound(papers.ask('plan-register', asked, readerOf(visitorOf(request))));
  };
  const send = async (request: Request, response: Response, tried?: Tried) => {
    const found = await find(request);
    const page = pageFor(request, registerPath(found.register), options, tried, 'act-on-plan');
    sendPage(response, renderRegisterPage(page, found));
  };
  const post = (
    path: string,
    work: (request: Request, upload: Upload, found: RegisterFound) => Promise<void>,
  ) =>
    app.post(
      path,
      mayAct,
      readForm,
      withPlan(
        answerForm(
          options,
          async (request, response, upload) => {
            const found = await find(request, textOf(upload.form, 'site'));
            try {
              await work(request, upload, found);
            } catch (error) {
              throw withoutHints(error, readerOf(visitorOf(request)));
            }
            showDone(request, response, registerPath(found.register), options);
          },
          send,
        ),
      ),
    );

  app.get(
    '/plan/registers/:register',
    see,
    withPlan(async (request, response) => {
      parseParameters(searchOf(request), { ...LookParameters, done: oneOf(['yes']).optional() });
      await send(request, response);
    }),
  );

  post('/plan/registers/:register', async (request, { form, files }, found) => {
    const { register, author } = found;
    const { party, account } = readerOf(visitorOf(request));
    const id = expectOpen(found, form);
    const stands = found.entries.find((entry) => entry.id === id)?.values;
    const values = Object.fromEntries(
      fieldsFor(register, author, stands).map(({ key }) => [key, typedIn(form, `v.${key}`)]),
    );
    expectNumbers(found, form, stands);
    const reason = textOf(form, 'reason');
    const about = { id: `${register}:${id === 'new' ? '' : id}`, afterSeq: Number(form.after?.[0] ?? 0) };
    const input = { what: register, id: newId(found, id, form), values, ...(reason !== '' && { reason }) };
    await papers.perform({ name: 'plan-set', input, about, files }, { party, author: account });
  });

  post('/plan/registers/:register/remove', async (request, { form }, found) => {
    const { party, account } = readerOf(visitorOf(request));
    const id = expectOpen(found, form, 'mayRemove');
    const input = { what: found.register, id, reason: textOf(form, 'reason') };
    const about = { id: `${found.register}:${id}`, afterSeq: Number(form.after?.[0] ?? 0) };
    await papers.perform({ name: 'plan-remove', input, about }, { party, author: account });
  });
}

/** Told by the name of the column. @throws ActRefused */
function expectNumbers(
  { register, author }: RegisterFound,
  form: Upload['form'],
  stands: Parameters<typeof fieldsFor>[2],
): void {
  for (const { key, kind } of fieldsFor(register, author, stands)) {
    const typed = textOf(form, `v.${key}`);
    if (kind !== 'number' || typed === '' || /^\d+$/.test(typed)) continue;
    throw new ActRefused('INPUT_INVALID', {
      en: `${labelOf(key, registerTexts('en'))}: expected a whole number, 0 or more, got "${typed}"`,
      vi: `${labelOf(key, registerTexts('vi'))}: cần số nguyên từ 0 trở lên, nhận được “${typed}”`,
    });
  }
}

/** What is near to a name that was mistyped may be one that whoever typed it may not see. */
function withoutHints(error: unknown, { seesSecret }: PaperReader): unknown {
  if (!(error instanceof ActRefused) || error.code !== 'PLAN_REFUSED' || seesSecret) return error;
  const hide = (text: string) => text.replaceAll(/ \((?:did you mean|có phải) [^()]*\?\)/g, '');
  const { en, vi } = error.said;
  return new ActRefused(error.code, { en: hide(en), vi: hide(vi) }, error.problems);
}

/** An entry that whoever sends it may change, or a new one. @throws ActRefused */
function expectOpen(
  { entries, mayAdd, register }: RegisterFound,
  form: Upload['form'],
  what: 'mayChange' | 'mayRemove' = 'mayChange',
): string {
  const id = form.id?.[0] ?? '';
  const isOpen =
    id === 'new' && what === 'mayChange' ? mayAdd : entries.some((entry) => entry.id === id && entry[what]);
  if (isOpen) return id;
  throw new ActRefused('INPUT_INVALID', {
    en: `${register}: there is no such entry that you may change: "${id}"`,
    vi: `${register}: không có mục nào như vậy mà bạn được sửa: "${id}"`,
  });
}

/** A request for a site is called by the site; others get the next number. @throws ActRefused */
function newId({ register, isFree }: RegisterFound, id: string, form: Upload['form']): string {
  if (id !== 'new' || register !== 'site') return id;
  const site = textOf(form, 'site');
  if (!isFree)
    throw new ActRefused('INPUT_INVALID', {
      en: `site: expected the id of a site on record that is not in the register, got "${site}"`,
      vi: `vị trí: cần mã một vị trí có trong sổ ghi và chưa có trong sổ theo dõi này, nhận được "${site}"`,
    });
  return site;
}
