/** For `vi.waitFor`: what is waited for comes within milliseconds, or never; but the machine may be busy. */
export const PATIENCE = { timeout: 20_000, interval: 20 };
