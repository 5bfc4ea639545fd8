import type { AdviceByReason } from '../advice.ts';
import { access } from './access.ts';
import { answers } from './answers.ts';
import { device } from './device.ts';
import { network } from './network.ts';

export const adviceVi: AdviceByReason = { ...network, ...answers, ...access, ...device };
