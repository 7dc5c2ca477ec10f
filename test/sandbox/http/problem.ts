import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json';

export interface ProblemDetail {
  code: string;
  target?: string;
  message: string;
  innerError?: JsonObject;
}

/** A refusal in PingOne's error envelope (contract A.6). Thrown by handlers, answered by the host. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ProblemDetail[];

  constructor(status: number, code: string, message: string, details: ProblemDetail[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The body. `details` is absent when there are none, as PingOne does. */
  envelope(innerErrorKey: 'innerError' | 'innererror'): JsonObject {
    return {
      id: randomUUID(),
      code: this.code,
      message: this.message,
      ...(this.details.length > 0 && {
        details: this.details.map(({ innerError, ...detail }) =>
          innerError ? { ...detail, [innerErrorKey]: innerError } : detail,
        ),
      }),
    };
  }
}

const VALIDATION =
  'The request could not be completed. One or more validation errors were in the request.';

/** 400 INVALID_DATA with one detail: the commonest refusal. */
export function invalidData(
  code: string,
  target: string,
  message: string,
  innerError?: JsonObject,
): Problem {
  return new Problem(400, 'INVALID_DATA', VALIDATION, [
    { code, target, message, ...(innerError && { innerError }) },
  ]);
}

export function invalidValue(target: string, message: string, innerError?: JsonObject): Problem {
  return invalidData('INVALID_VALUE', target, message, innerError);
}

export function requiredValue(target: string): Problem {
  return invalidData('REQUIRED_VALUE', target, `${target} is required`);
}

export function uniquenessViolation(status: number, target: string): Problem {
  return new Problem(status, 'INVALID_DATA', 'The device exists already.', [
    { code: 'UNIQUENESS_VIOLATION', target, message: 'It is paired already.' },
  ]);
}

export function malformed(message: string, target = 'body'): Problem {
  return new Problem(400, 'INVALID_REQUEST', 'The request could not be understood.', [
    { code: 'INVALID_VALUE', target, message },
  ]);
}

export function requestFailed(message: string): Problem {
  return new Problem(400, 'REQUEST_FAILED', message);
}

export function limitExceeded(code: string, message: string): Problem {
  return new Problem(400, code, 'A limit was reached.', [{ code: 'LIMIT_EXCEEDED', message }]);
}

export function invalidToken(): Problem {
  return new Problem(401, 'ACCESS_FAILED', 'The request was not let in.', [
    {
      code: 'INVALID_TOKEN',
      target: 'Authentication Credentials',
      message: 'The access token is missing, expired or of the wrong kind.',
    },
  ]);
}

export function insufficientPermissions(): Problem {
  return new Problem(403, 'ACCESS_FAILED', 'The request was not let in.', [
    { code: 'INSUFFICIENT_PERMISSIONS', message: 'The token lacks the scope or role for this.' },
  ]);
}

export function notFound(): Problem {
  return new Problem(404, 'NOT_FOUND', 'The requested resource was not found.');
}

export function wrongMethod(): Problem {
  return new Problem(405, 'INVALID_REQUEST', 'The method is not supported here.');
}

export function wrongMediaType(): Problem {
  return new Problem(415, 'INVALID_REQUEST', 'The media type is not supported here.');
}
