import type {
  Agency,
  Area,
  Contractor,
  Device,
  Inventory,
  Link,
  Site,
} from '../../../../core/domain/inventory.ts';
import { sitesOfCabinet } from '../../../../core/domain/places.ts';
import { type Entity, parseEntity } from '../../../../core/domain/state.ts';
import { isOpenLink, isOpenSite } from '../../../../core/domain/withheld.ts';
import { nameIn } from '../../../../core/language/name-in.ts';
import { cleanLine } from '../../../../core/text/clean-line.ts';
import type { ComposeOptions } from './compose-options.ts';

/**
 * The inventory as the recipient of a message may read it. What stands at a secret site, or is not known to stand at
 * another one, is `undefined`: it is only ever counted.
 */
export interface ToldCity {
  readonly device: (id: string) => Device | undefined;
  readonly link: (id: string) => Link | undefined;
  readonly site: (id: string) => Site | undefined;
  /** The first site with that cabinet, where all that have it may be told. */
  readonly siteOfCabinet: (cabinet: string) => Site | undefined;
  readonly siteAtFarEnd: (link: Link) => Site | undefined;
  readonly isTold: (entity: Entity) => boolean;
  readonly areaName: (id: string) => string;
  readonly agencyName: (id: string) => string;
  readonly contractorName: (contractor: Contractor) => string;
  /** Whether it is who reads the message. */
  readonly isReader: (contractor: Pick<Contractor, 'id'>) => boolean;
  /** Of an account, a contact, a party or, as `recipient:…`, a recipient: its name where there is one. */
  readonly personName: (id: string) => string;
  readonly recipientName: (id: string) => string;
  readonly inventory: Inventory;
}

export function tellCity(options: ComposeOptions): ToldCity {
  const { inventory, language, recipients } = options;
  const showsAll = options.secretSites === 'named';

  const site = (id: string): Site | undefined => {
    const found = inventory.sites.get(id);
    return showsAll || isOpenSite(found) ? found : undefined;
  };
  const device = (id: string): Device | undefined => {
    const found = inventory.devices.get(id);
    return found && (showsAll || site(found.site)) ? found : undefined;
  };
  const siteAtFarEnd = ({ far }: Link): Site | undefined => {
    if (far.startsWith('site:')) return site(far.slice('site:'.length));
    const end = device(far.slice('device:'.length));
    return end && site(end.site);
  };
  const link = (id: string): Link | undefined => {
    const found = inventory.links.get(id);
    return showsAll || isOpenLink(inventory, found) ? found : undefined;
  };
  const recipientOf = (id: string) => {
    const [, recipient] = /^recipient:(.*)$/s.exec(id) ?? [];
    return recipient === undefined ? undefined : (recipients?.get(recipient) ?? { name: recipient });
  };
  const areaName = (id: string): string => cleanLine(nameOf(inventory.areas.get(id), language) ?? id);
  return {
    device,
    link,
    site,
    siteOfCabinet: (cabinet) => {
      const all = sitesOfCabinet(inventory, cabinet);
      return all.every(({ id }) => site(id)) ? all[0] : undefined;
    },
    siteAtFarEnd,
    isTold: (entity) => {
      const parsed = parseEntity(entity);
      if (!parsed) return false;
      return (parsed.kind === 'link' ? link(parsed.id) : device(parsed.id)) !== undefined;
    },
    areaName,
    agencyName: (id) => cleanLine(nameOf(inventory.agencies.get(id), language) ?? id),
    contractorName: ({ name }) => cleanLine(name),
    isReader: ({ id }) => id === options.reader,
    personName: (id) => cleanLine((personOrParty(inventory, id) ?? recipientOf(id))?.name ?? id),
    recipientName: (id) => cleanLine(recipients?.get(id)?.name ?? id),
    inventory,
  };
}

function personOrParty({ contacts, contractors, agencies }: Inventory, id: string) {
  const [, kind, party = ''] = /^(contractor|agency):(.*)$/s.exec(id) ?? [];
  if (kind === undefined) return contacts.get(id);
  return kind === 'contractor' ? contractors.get(party) : agencies.get(party);
}

const nameOf = (one: Area | Agency | undefined, language: ComposeOptions['language']): string | undefined =>
  one && nameIn(language, one);
