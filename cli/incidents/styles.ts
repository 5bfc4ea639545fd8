export const SEVERITY_STYLES = { critical: 'red', major: 'yellow', minor: 'reset' } as const;
export const STATE_STYLES = {
  open: 'bold',
  acknowledged: 'reset',
  snoozed: 'reset',
  resolved: 'green',
} as const;
