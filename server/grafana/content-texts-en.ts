/** What folders of Grafana are called. */
export const contentTextsEn = { alerts: 'camwatch: alerts' };

export type ContentTexts = typeof contentTextsEn;
