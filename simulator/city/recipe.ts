import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { slug } from '../../config/files/values.ts';
import { PURPOSES, SECRECIES, SITE_KINDS } from '../../core/domain/inventory.ts';
import { parseBitRate } from '../../core/time/units.ts';

const ratio = z.number().min(0).max(1);
const weight = z.number().min(0);
const range = z.tuple([z.int().min(0), z.int().min(0)]).refine(([min, max]) => min <= max);
const day = z.iso.date();
const bitRate = z.string().transform((text, context) => {
  const bitsPerSecond = parseBitRate(text);
  if (bitsPerSecond !== undefined) return bitsPerSecond;
  context.addIssue({ code: 'custom', message: 'expected a capacity such as 100Mbit/s' });
  return z.NEVER;
});

const Owner = z.strictObject({ agency: z.string(), until: day.optional(), document: z.string().optional() });
const InnerOuter = z.strictObject({ inner: slug, outer: slug });

const System = z.strictObject({
  weight,
  owners: z.array(Owner).min(1),
  purposes: z.partialRecord(z.enum(PURPOSES), weight),
  layouts: z.partialRecord(z.enum(['street', 'recorder', 'forwarded']), weight),
  cameras: range,
  controllers: range,
  line: z.enum(['fibre', 'ward', 'internet']),
  contract: InnerOuter.optional(),
  recorder_contract: slug.optional(),
  line_contract: slug.optional(),
  new: ratio,
  programme: slug.optional(),
  controller_programme: slug.optional(),
  funding: z.string(),
  duty_contact: InnerOuter.optional(),
  secrecy: z.enum(SECRECIES),
});

const Centre = z.strictObject({
  name: z.string(),
  area: slug,
  share: weight,
  owners: z.array(Owner).min(1),
  contract: slug,
  programme: slug.optional(),
  funding: z.string(),
  duty_contact: slug,
  installed: day,
});

const Model = z.strictObject({
  maker: z.string(),
  model: z.string(),
  weight,
  ports: z.strictObject({ prefix: z.string(), from: z.int(), to: z.int() }).optional(),
  min_firmware: z.string().optional(),
  /** Where it is asked in another way than its kind is. */
  profile: slug.optional(),
});
const models = z.array(Model).min(1);

const RentedLine = z.strictObject({ carrier: slug, contract: slug, prefix: z.string(), capacity: bitRate });
const ownLine = z.strictObject({ capacity: bitRate });

const Place = z.strictObject({ kind: z.enum(SITE_KINDS), name: z.string(), weight });

const Recipe = z.strictObject({
  camera_classes: z.strictObject({ fixed: weight, ptz: weight }),
  density: z.strictObject({ quan: weight, thi_xa: weight, huyen: weight, factors: z.record(slug, weight) }),
  systems: z.record(slug, System),
  centres: z.tuple([Centre], Centre),
  contract_handovers: z.array(
    z.strictObject({ contract: slug, at: day, from: slug, to: slug, document: z.string() }),
  ),
  built: z.strictObject({ old: z.tuple([day, day]), new: z.tuple([day, day]) }),
  fates: z.strictObject({ paused: day, resumed: day, planned: day, approved: day, retired: day }),
  certificates: z.strictObject({ since: day, prefix: z.string(), until: day }),
  places: z.record(z.enum(PURPOSES), z.array(Place).min(1)),
  ward_office: z.string(),
  district_room: z.string(),
  models: z.strictObject({
    fixed: models,
    ptz: models,
    nvr: models,
    switch: models,
    router: models,
    household_router: models,
    aggregation: models,
    core: models,
    ups: models,
    light_controller: models,
    sign: models,
    detector: models,
    server: models,
  }),
  lines: z.strictObject({
    own_fibre: ownLine,
    trunk: ownLine,
    radio: ownLine,
    leased: z.tuple([RentedLine, RentedLine]),
    internet: z.array(RentedLine).min(1),
  }),
});

/** What a made-up city is mixed from: proportions, owners, names and models. */
export type Recipe = z.output<typeof Recipe>;
export type System = z.output<typeof System>;
export type Centre = z.output<typeof Centre>;
export type Owner = z.output<typeof Owner>;
export type Model = z.output<typeof Model>;

/** The recipe that ships with camwatch. */
export function loadRecipe(): Recipe {
  return Recipe.parse(parse(readFileSync(join(import.meta.dirname, 'recipe.yaml'), 'utf8')));
}
