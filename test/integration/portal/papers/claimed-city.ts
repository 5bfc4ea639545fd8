import { createClaimCity } from '#test/support/claim-city.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { startClosedPortal } from '../door/sample-door.ts';

/** A city whose contractor a claims two of four hours of two cameras; its agency is x, its line is b's. */
export async function claimedCity({ isClaimed = true } = {}) {
  const city = await createClaimCity();
  if (isClaimed) await claimAll(city);
  const portal = await startClosedPortal(undefined, { papers: paperDeskOf(city.path) });
  const person = async (
    role: 'contractor' | 'agency' | 'dost' | 'auditor' | 'noc',
    organisation?: string,
  ) => {
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
    const sendFiles = async (path: string, form: Record<string, string>, files: readonly File[]) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(form)) body.append(name, value);
      for (const file of files) body.append('file', file);
      const answer = await fetch(portal.url + path, {
        ...{ method: 'POST', body, redirect: 'manual' as const },
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      });
      return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') ?? '' };
    };
    return { cookie, read, tokens, send, sendFiles };
  };
  return { ...city, portal, person };
}

async function claimAll(city: Awaited<ReturnType<typeof createClaimCity>>): Promise<void> {
  const filed = await city.run(
    ...['claim', 'file', '--by', 'a', '--device', 'cam-1,cam-2', '--from', city.at(0), '--to', city.at(4)],
    ...['--cause', 'power-cut', '--evidence', 'EVN 118', '--against', 'b', '--author', 'an'],
  );
  if (filed.code !== 0) throw new Error(filed.err);
}
