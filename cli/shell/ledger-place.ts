import type { Command } from 'commander';
import { addMembers, listMembers } from './option-members.ts';
import { PLACE } from './shared-options.ts';

export const addPlaceOptions = (command: Command): Command => addMembers(command, listMembers(PLACE));
