/** Of a finding, as text. */
interface FindingValues {
  readonly entity: string;
  readonly time: string;
  readonly ref: string;
  readonly detail: string;
}

/** What is worth a look before anybody agrees on figures. */
export const DECISION_FINDING_TEXTS_EN = {
  findingsHeading: 'Worth a look',
  findings: {
    'announced-after-outage': ({ ref, entity, time }: FindingValues) =>
      `${ref}: recorded after an outage of ${entity} had begun (${time})`,
    'cancelled-and-added-again': ({ ref, entity, detail }: FindingValues) =>
      `${ref}: takes the place of ${detail}, which was cancelled (${entity})`,
    'identity-changed': ({ entity, time, detail }: FindingValues) =>
      `${entity}: another serial number or model since ${time} (${detail})`,
    'address-swapped': ({ entity, time, detail }: FindingValues) =>
      `${entity}: has the address of ${detail} since ${time}`,
    'serial-swapped': ({ entity, time, detail }: FindingValues) =>
      `${entity}: has the serial number of ${detail} since ${time}`,
    'answers-ping-only': ({ entity, time, detail }: FindingValues) =>
      `${entity}: answered pings and nothing else for ${detail}, from ${time} on`,
    'collectors-disagree': ({ entity, time, detail }: FindingValues) =>
      `${entity}: of two collectors that watched it (${detail}) one found it up, the other down, from ${time} on`,
  },
  andMore: (count: string) => `and ${count} more`,
};

export type DecisionFindingTexts = typeof DECISION_FINDING_TEXTS_EN;
