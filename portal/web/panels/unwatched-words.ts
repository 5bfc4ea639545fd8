import type { Device } from '../../../core/domain/inventory.ts';
import { unwatchedBy } from '../../../core/domain/unwatched.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Whether what is not watched is not yet in service, paused or not any more, and since or until when; `undefined` of what is watched. */
export function describeUnwatched(
  { messages, formats, view }: PageContext,
  device: Pick<Device, 'lifecycle'>,
): string | undefined {
  const { notYet, paused, retired } = messages.listsPage.unwatched;
  const unwatched = unwatchedBy(device, view.atMs);
  switch (unwatched?.why) {
    case undefined:
      return undefined;
    case 'paused':
      return paused(formats.date(unwatched.sinceMs));
    case 'retired':
      return retired(formats.date(unwatched.sinceMs));
    case 'later':
      return notYet(formats.date(unwatched.atMs));
    case 'no-step':
    case 'not-installed':
      return notYet();
  }
}
