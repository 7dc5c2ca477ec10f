import * as v from 'valibot';
import { fail, ok, type Result } from '../../shared/result';
import type { Answer } from './answer';

/** The body of a 2xx answer by its schema. Errors: those it was given, and `badResponse`. */
export const understand = <T>(
  sent: Result<Answer>,
  schema: v.GenericSchema<unknown, T>,
): Result<T> => {
  if (!sent.ok) return sent;
  const { status, form, body, correlationId } = sent.value;
  const parsed = v.safeParse(schema, body);
  if (form === 'json' && parsed.success) return ok(parsed.output);
  return fail({
    code: 'badResponse',
    status,
    html: form === 'html',
    ...(correlationId === null ? {} : { reference: correlationId }),
  });
};

/** For answers whose body is not needed. A web page with status 200 is no answer of PingOne's all the same. */
export const acknowledge = (sent: Result<Answer>): Result<undefined> => {
  if (!sent.ok) return sent;
  const { status, form } = sent.value;
  return form === 'html' ? fail({ code: 'badResponse', status, html: true }) : ok(undefined);
};
