/** Texts of the page of one task of the plan. Numbers and days come in as text. */
export const taskTextsEn = {
  heading: (id: string) => `Task ${id}`,
  move: 'Report how it stands',
  bearOut: 'Enter what bears it out',
  onlyEvidence:
    'How it stands is reported by whoever leads it. What you enter here, in words or as papers, bears it out.',
  status: 'Status',
  percent: 'Progress (%)',
  percentAbout: 'Without a status chosen anew, 100 % means done.',
  note: 'Note',
  milestone: (name: string, due: string) => `Reached: ${name} (due ${due})`,
  evidence: 'What bears it out, in words',
  files: 'Papers (PDF, DOCX, photographs), up to 20 MB each',
  reason: 'Reason (needed where progress is taken back or a day is changed)',
  save: 'Record',
  history: 'What was reported',
  noHistory: 'Nothing was reported on these pages yet.',
  historyHead: ['When', 'Who', 'Status', 'Progress', 'What was said'],
  because: (reason: string) => `reason: ${reason}`,
  toPlan: 'All tasks',
  open: 'Open',
};

export type TaskTexts = typeof taskTextsEn;
