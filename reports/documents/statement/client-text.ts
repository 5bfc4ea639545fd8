import { DOST } from './naming.ts';
import type { StatementInput } from './statement-input.ts';

/** The name of Bên A: never blank. Files of earlier versions have the agency of the contract alone. */
export function clientName({ document, names }: StatementInput): string {
  const { contract, dossier } = document;
  const agency = dossier ? dossier.client.agency : contract.agency;
  if (agency === undefined) return DOST;
  if (agency === contract.agency) return names.agency ?? agency;
  return names.parties?.get(`agency:${agency}`) ?? agency;
}

/** The name, and by which rule it is that one where the contract names none. */
export function clientText(input: StatementInput): string {
  const { words, document } = input;
  const name = clientName(input);
  const { rule, agencies = 0 } = document.dossier?.client ?? {};
  if (document.contract.agency !== undefined) return name;
  if (rule === 'devices')
    return `${name} (hợp đồng trong hệ thống không ghi đơn vị; đây là đơn vị quản lý, sử dụng tất cả thiết bị của hợp đồng)`;
  const why = agencies > 1 ? `, thiết bị thuộc ${words.count(agencies)} đơn vị` : '';
  return `${name} (cơ quan theo dõi Kế hoạch; hợp đồng trong hệ thống không ghi đơn vị${why})`;
}
