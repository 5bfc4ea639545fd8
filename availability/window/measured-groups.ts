export const MEASURED_GROUPS = ['agency', 'district', 'area', 'programme', 'purpose', 'contractor'] as const;

export type MeasuredGroup = (typeof MEASURED_GROUPS)[number];
