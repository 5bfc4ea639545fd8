import type { Express, Request, Response } from 'express';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { taskPath } from '../web/papers/plan-names.ts';
import { renderTaskPage } from '../web/papers/task-page.ts';
import { noPlanShown } from './add-plan.ts';
import {
  answerForm,
  orNotFound,
  type PapersOptions,
  pageFor,
  readerOf,
  sendPage,
  showDone,
} from './at-papers.ts';
import { textOf, typedIn } from './form-fields.ts';
import type { TaskFound } from './questions/plan-task.ts';

/** A task of the plan: how it stands, and what whoever has a part in it says of it. */
export function addTasks(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const withPlan = noPlanShown(options);
  const find = async (request: Request): Promise<TaskFound> =>
    await orNotFound(
      papers.ask('plan-task', { task: String(request.params.task) }, readerOf(visitorOf(request))),
    );
  const send = async (request: Request, response: Response, tried?: Tried) => {
    const found = await find(request);
    const page = pageFor(request, taskPath(found.task.id), options, tried, 'act-on-plan');
    sendPage(response, renderTaskPage(page, found));
  };

  app.get(
    '/plan/tasks/:task',
    need('see-plan', visitorOf),
    withPlan(async (request, response) => {
      parseParameters(searchOf(request), { ...LookParameters, done: oneOf(['yes']).optional() });
      await send(request, response);
    }),
  );

  app.post(
    '/plan/tasks/:task',
    need('act-on-plan', visitorOf),
    withPlan(
      answerForm(
        options,
        async (request, response, { form, files }) => {
          const found = await find(request);
          const { party, account } = readerOf(visitorOf(request));
          const reason = textOf(form, 'reason');
          const input = {
            ...{ what: 'task', id: found.task.id, values: changedIn(form, found) },
            ...(reason !== '' && { reason }),
          };
          const about = { id: found.part.stepId, afterSeq: Number(form.after?.[0] ?? 0) };
          await papers.perform({ name: 'plan-set', input, about, files }, { party, author: account });
          showDone(request, response, taskPath(found.task.id), options);
        },
        send,
      ),
    ),
  );
}

/** What says something else than what stands; whoever leads nothing only bears out. */
function changedIn(form: Upload['form'], { part: { mayMove, standing } }: TaskFound): Record<string, string> {
  const { status, progressPercent, note, milestones } = standing;
  const stands: Readonly<Record<string, string>> = {
    evidence: '',
    ...(mayMove && {
      status: status === 'not-reported' ? '' : status,
      percent: progressPercent === undefined ? '' : String(progressPercent),
      note: note ?? '',
      ...Object.fromEntries(milestones.map(({ id, doneDate }) => [`milestone.${id}`, doneDate ?? ''])),
    }),
  };
  return Object.fromEntries(
    Object.entries(stands).flatMap(([key, before]) => {
      const typed = form[`v.${key}`] === undefined ? before : typedIn(form, `v.${key}`);
      return typed === before ? [] : [[key, typed]];
    }),
  );
}
