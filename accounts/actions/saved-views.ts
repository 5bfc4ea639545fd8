import type { Said } from '../../core/language/said.ts';
import { AccountError } from '../account-error.ts';
import type { AccountStore } from '../account-store.ts';
import { ownName } from '../own-name.ts';
import type { SavedView } from '../saved-view.ts';
import { makeName } from '../secrets.ts';

type Views = Pick<AccountStore, 'savedViews' | 'inTransaction'>;

const MOST_VIEWS = 30;
const MOST_NAME = 80;
const MOST_PATH = 500;

/** Lists, and nothing else: a view that leads elsewhere is none of ours. */
const LIST = /^\/(devices|recorders|links|sites|findings|incidents)(\?[\x21-\x7e]*)?$/;
/** What a person chooses anew each time. */
const PASSING = ['lang', 'theme', 'cursor'];

/** One of the same name is replaced. @throws VIEW_REFUSED */
export function saveView(store: Views, account: string, given: Pick<SavedView, 'name' | 'path'>): void {
  const view = { id: makeName(), account, name: viewName(given.name), path: viewPath(given.path) };
  store.inTransaction(() => {
    const known = store.savedViews.listOf(account);
    if (known.length >= MOST_VIEWS && !known.some(({ name }) => name === view.name))
      throw refused({
        en: `expected at most ${MOST_VIEWS} saved lists: remove one first`,
        vi: `chỉ lưu được nhiều nhất ${MOST_VIEWS} danh sách: hãy xóa bớt`,
      });
    store.savedViews.save(view);
  });
}

/** Nothing where it is not theirs, or gone. @throws VIEW_REFUSED */
export function renameView(store: Views, account: string, id: string, name: string): void {
  const wanted = viewName(name);
  store.inTransaction(() => {
    const view = store.savedViews.listOf(account).find((one) => one.id === id);
    if (view === undefined) return;
    store.savedViews.remove(account, id);
    store.savedViews.save({ ...view, name: wanted });
  });
}

function viewName(given: string): string {
  const name = ownName(given, MOST_NAME);
  if (name !== undefined) return name;
  throw refused({
    en: `name: expected 1 to ${MOST_NAME} characters`,
    vi: `tên: cần từ 1 đến ${MOST_NAME} ký tự`,
  });
}

function viewPath(given: string): string {
  const [, list] = LIST.exec(given) ?? [];
  if (list === undefined || given.length > MOST_PATH)
    throw refused({
      en: `address: expected that of a list, at most ${MOST_PATH} characters`,
      vi: `địa chỉ: cần địa chỉ của một danh sách, nhiều nhất ${MOST_PATH} ký tự`,
    });
  const query = new URLSearchParams(given.slice(list.length + 1));
  for (const name of PASSING) query.delete(name);
  return query.size === 0 ? `/${list}` : `/${list}?${query}`;
}

const refused = (said: Said) => new AccountError('VIEW_REFUSED', said);
