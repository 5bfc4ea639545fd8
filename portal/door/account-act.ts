import type { Request, Response } from 'express';
import type { Form, readForm } from './door-forms.ts';
import type { Inmate } from './send-account-page.ts';

/** What somebody does with their own account; `true` once it was answered. */
export type AccountAct = (asked: {
  request: Request;
  response: Response;
  form: Form;
  inmate: Inmate;
}) => unknown;
export type AddAct = (path: string, read: typeof readForm, act: AccountAct) => void;
