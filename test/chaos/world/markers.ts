import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from './wire';

/** Every secret of a run, as the wire and the person know it. */
export interface Markers {
  add(secret: string): void;
  /** Takes what is secret of an answer, and of what was sent. */
  see(exchange: Exchange): void;
  /** The files below these folders in which one of them stands, each with what it is found by. */
  foundIn(folders: readonly string[]): string[];
}

const secretFields =
  /"(access_token|refresh_token|id_token|secret|keyUri|code|attestation|assertion|otp|pingIdDesktopCredential\w+Options)"\s*:\s*"((?:[^"\\]|\\.)*)"/g;
const secretParameters = /(?:^|&)(code|refresh_token|code_verifier)=([^&]+)/g;
const jwts = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

const filesBelow = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
};

/** As it stands there by itself: six digits are part of many a longer number. */
const standsIn = (text: string, secret: string): boolean => {
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
    const around = `${text.charAt(at - 1)}${text.charAt(at + secret.length)}`;
    if (secret.length > 20 || !/[\w.-]/.test(around)) return true;
  }
  return false;
};

export const createMarkers = (): Markers => {
  const secrets = new Set<string>();
  const add = (secret: string): void => {
    // error codes of PingOne stand in fields of the same name
    if (secret.length >= 6 && !/^[A-Z_]+$/.test(secret)) secrets.add(secret);
  };
  return {
    add,
    see({ authorization, sent, answer }) {
      for (const text of [authorization, sent, answer]) {
        for (const [, , secret] of text.matchAll(secretFields)) add(secret ?? '');
        for (const [jwt] of text.matchAll(jwts)) add(jwt);
      }
      for (const [, , secret] of sent.matchAll(secretParameters))
        add(decodeURIComponent(secret ?? ''));
    },
    foundIn(folders) {
      return folders.flatMap(filesBelow).flatMap((file) => {
        const text = readFileSync(file, 'latin1');
        return [...secrets]
          .filter((secret) => standsIn(text, secret))
          .map(
            (secret) => `${file}: ${secret.slice(0, 4)}... (${String(secret.length)} characters)`,
          );
      });
    },
  };
};
