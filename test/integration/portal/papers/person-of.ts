import type { Role } from '#accounts/roles.ts';
import type { startClosedPortal } from '../door/sample-door.ts';

/** Somebody who has logged in, and what they read and send. */
export const personOf =
  (portal: Awaited<ReturnType<typeof startClosedPortal>>) => async (role: Role, organisation?: string) => {
    const cookie = await portal.enter(
      await portal.addPerson(role, organisation === undefined ? {} : { organisation }),
    );
    const read = async (path: string) => {
      const answer = await portal.get(path, { cookie });
      return { status: answer.status, text: await answer.text() };
    };
    const tokens = async (path: string) => {
      const { text } = await read(path);
      const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
      return { token: value('token'), after: value('after') };
    };
    const send = async (path: string, form: Record<string, string>) => {
      const answer = await portal.post(path, form, { cookie });
      return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') ?? '' };
    };
    const sendFiles = async (path: string, form: Record<string, string>, files: readonly File[] = []) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(form)) body.append(name, value);
      for (const file of files) body.append('file', file);
      return await sendBody(path, body);
    };
    const sendBody = async (path: string, body: FormData) => {
      const answer = await fetch(portal.url + path, {
        ...{ method: 'POST', body, redirect: 'manual' as const },
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      });
      return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') ?? '' };
    };
    return { cookie, read, tokens, send, sendFiles, sendBody };
  };
