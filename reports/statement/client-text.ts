import type { StatementInput } from './statement-input.ts';

/** The name of Bên A: never blank. Files of earlier versions have the agency of the contract alone. */
export function clientName({ document, names, words }: StatementInput): string {
  const { contract, dossier } = document;
  const agency = dossier ? dossier.client.agency : contract.agency;
  if (agency === undefined) return words.texts.dossier.dost;
  if (agency === contract.agency) return names.agency ?? agency;
  return names.parties?.get(`agency:${agency}`) ?? agency;
}

/** The name, and by which rule it is that one where the contract names none. */
export function clientText(input: StatementInput): string {
  const { words, document } = input;
  const { ofDevices, ofCity, ofMany } = words.texts.front.client;
  const name = clientName(input);
  const { rule, agencies = 0 } = document.dossier?.client ?? {};
  if (document.contract.agency !== undefined) return name;
  if (rule === 'devices') return ofDevices(name);
  return agencies > 1 ? ofMany(name, words.count(agencies)) : ofCity(name);
}
