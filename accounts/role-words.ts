import type { Language } from '../core/language/language.ts';
import type { Role } from './roles.ts';

export const ROLE_WORDS: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  en: {
    admin: 'administrator',
    noc: 'duty desk',
    dost: 'DOST',
    agency: 'agency',
    contractor: 'contractor',
    auditor: 'auditor',
  },
  vi: {
    admin: 'quản trị',
    noc: 'trực vận hành',
    dost: 'Sở KH&CN',
    agency: 'cơ quan',
    contractor: 'nhà thầu',
    auditor: 'kiểm toán',
  },
};
