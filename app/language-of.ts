import type { Language } from '../portal/messages/messages.ts';

/** The language that a terminal is set to, as far as we speak it. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('vi') ? 'vi' : 'en';
}
