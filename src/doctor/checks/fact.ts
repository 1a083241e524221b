import * as l10n from '@vscode/l10n';
import type { BadField } from '../../organizations/organization.ts';
import type { Subject } from './subject.ts';

/** Where a proxy is known from. */
export type ProxySource = 'setting' | 'variable';
/** As much of a proxy's or server's address as is told. */
export type HostClass = 'thisMachine' | 'privateNetwork' | 'elsewhere';
/** What a server answered with. */
export type BodyKind = 'JSON' | 'HTML' | 'other';
export type TransportName = 'fetch' | 'node-fetch';
export type Family = 4 | 6;

/** Why something was not checked. */
export type Omission =
  | 'noOrganization'
  | 'unreachable'
  | 'secretStorage'
  | 'byProxy'
  | 'noDate'
  | 'notProven'
  | 'needsContactScope'
  | 'metered'
  | 'earlierFailure'
  | 'internalAppsOnly';

const version = /^\d{1,5}(\.\d{1,5}){0,3}/;
const word = /^[\w.-]{1,40}$/;
const errorCode = /^(E[A-Z0-9_]{2,30}|(ERR|UND_ERR|CERT|DEPTH|SELF|UNABLE|HOSTNAME)_[A-Z0-9_]{2,50})$/;

/** The code of the operating system, Node or the editor; nothing that a server chose. */
export function codeText(code: string | undefined): string {
  return code !== undefined && errorCode.test(code) ? code : l10n.t('no answer');
}

/**
 * One line of the report. It can only be made here, of numbers, versions, choices among a few, and subjects that tell
 * nothing about their owner: whatever is found, no name, id, path or secret gets into the report.
 */
export class Fact {
  private constructor(readonly text: string) {}

  private static about({ text }: Subject, what: string): Fact {
    return new Fact(l10n.t('{0}: {1}', text, what));
  }

  /** @param text its version number is taken, and the rest left out */
  static version(of: 'extension' | 'editor' | 'Node.js', text: string): Fact {
    const number = version.exec(text)?.[0] ?? '?';
    switch (of) {
      case 'extension':
        return new Fact(l10n.t('Extension {0}', number));
      case 'editor':
        return new Fact(l10n.t('Editor {0}', number));
      case 'Node.js':
        return new Fact(`Node.js ${number}`);
    }
  }

  /** @param remote the kind of remote, without what follows a plus sign */
  static platform(platform: NodeJS.Platform, arch: string, ui: 'desktop' | 'web', remote?: string): Fact {
    const parts = [platform, arch, ui, remote].filter(part => part !== undefined && word.test(part));
    return new Fact(l10n.t('Platform: {0}', parts.join(', ')));
  }

  static language(language: string): Fact {
    return new Fact(l10n.t('Language: {0}', word.test(language) ? language : '?'));
  }

  static transport(name: TransportName): Fact {
    return new Fact(l10n.t('HTTP client in use: {0}', name));
  }

  static organizations(valid: number): Fact {
    return new Fact(l10n.t('Organizations that can be used: {0}', valid));
  }

  static badEntry(number: number, field: BadField): Fact {
    switch (field) {
      case 'list':
        return new Fact(l10n.t('The setting must be an array of organizations.'));
      case 'entry':
        return new Fact(l10n.t('Entry {0} is not an object.', number));
      default:
        return new Fact(l10n.t('Entry {0}: {1} is missing, invalid, or used twice.', number, field));
    }
  }

  static setting(name: string, value: boolean | number | 'off' | 'on' | 'override' | 'fallback'): Fact {
    return new Fact(`${name}: ${value}`);
  }

  static proxySetting(host: HostClass, hasUser: boolean): Fact {
    return new Fact(`http.proxy: ${Fact.hostText(host)}, ${Fact.userText(hasUser)}`);
  }

  static variables(names: readonly ('HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY')[]): Fact {
    return new Fact(l10n.t('Proxy variables that are set: {0}', names.join(', ') || l10n.t('none')));
  }

  static secretsKept(kept: number, all: number): Fact {
    return new Fact(l10n.t('Organizations with a stored secret: {0} of {1}', kept, all));
  }

  static secretTried(result: 'returned' | 'rejected' | 'forgotten'): Fact {
    switch (result) {
      case 'returned':
        return new Fact(
          l10n.t(
            'A test value was stored, read, and deleted. Whether it survives a restart was not checked.',
          ),
        );
      case 'rejected':
        return new Fact(l10n.t('The secret storage reported an error.'));
      case 'forgotten':
        return new Fact(l10n.t('The secret storage did not return what was stored.'));
    }
  }

  static address(subject: Subject, family: Family, milliseconds: number): Fact {
    return Fact.about(subject, l10n.t('has an IPv{0} address ({1} ms)', family, Math.round(milliseconds)));
  }

  static noAddress(subject: Subject, family: Family, code: string | undefined): Fact {
    return Fact.about(subject, l10n.t('has no IPv{0} address ({1})', family, codeText(code)));
  }

  static isAddress(subject: Subject): Fact {
    return Fact.about(subject, l10n.t('is an address, so there is no name to look up'));
  }

  static proxy(subject: Subject, source: ProxySource, host: HostClass, hasUser: boolean): Fact {
    const from = source === 'setting' ? l10n.t('from http.proxy') : l10n.t('from a proxy variable');
    const what = l10n.t(
      'through a proxy ({0})',
      `${Fact.hostText(host)}, ${from}, ${Fact.userText(hasUser)}`,
    );
    return Fact.about(subject, what);
  }

  static noProxy(subject: Subject): Fact {
    return Fact.about(
      subject,
      l10n.t('no proxy in the settings or variables; one that only the system knows is not seen here'),
    );
  }

  /** @param status what the proxy answered instead of opening a tunnel */
  static proxyRefused(subject: Subject, status: number | undefined, code: string | undefined): Fact {
    const answer = status === undefined ? codeText(code) : `HTTP ${status}`;
    return Fact.about(subject, l10n.t('the proxy opened no tunnel ({0})', answer));
  }

  static tunnel(subject: Subject, milliseconds: number): Fact {
    return Fact.about(subject, l10n.t('the proxy opened a tunnel ({0} ms)', Math.round(milliseconds)));
  }

  static connected(subject: Subject, family: Family, milliseconds: number): Fact {
    return Fact.about(subject, l10n.t('connected by IPv{0} ({1} ms)', family, Math.round(milliseconds)));
  }

  static notConnected(subject: Subject, family: Family, code: string | undefined): Fact {
    return Fact.about(subject, l10n.t('no connection by IPv{0} ({1})', family, codeText(code)));
  }

  static certificate(subject: Subject, protocol: string, days: number, isPublic: boolean): Fact {
    const issuer = isPublic ? l10n.t('a public authority') : l10n.t('an authority that is not public');
    const version = word.test(protocol) ? protocol : 'TLS';
    return Fact.about(
      subject,
      l10n.t('{0}, certificate from {1}, days until it expires: {2}', version, issuer, days),
    );
  }

  static answered(subject: Subject, by: TransportName, status: number, body: BodyKind, ms: number): Fact {
    return Fact.about(subject, l10n.t('{0} got HTTP {1}, {2} ({3} ms)', by, status, body, Math.round(ms)));
  }

  static unanswered(subject: Subject, by: TransportName, code: string | undefined, ms: number): Fact {
    return Fact.about(subject, l10n.t('{0} failed: {1} ({2} ms)', by, codeText(code), Math.round(ms)));
  }

  /** @param seconds by how much this machine's clock is ahead */
  static clock(subject: Subject, seconds: number): Fact {
    const minutes = Math.round(Math.abs(seconds) / 60);
    if (Math.abs(seconds) < 60) {
      return Fact.about(subject, l10n.t('the clocks agree within a minute'));
    }
    return Fact.about(
      subject,
      seconds > 0
        ? l10n.t('this clock is {0} min ahead of the server', minutes)
        : l10n.t('this clock is {0} min behind the server', minutes),
    );
  }

  static signedIn(subject: Subject, minutes: number): Fact {
    return Fact.about(subject, l10n.t('got an access token, valid for {0} min', Math.round(minutes)));
  }

  /** @param minutes since it was pasted */
  static pasted(subject: Subject, minutes: number): Fact {
    return Fact.about(subject, l10n.t('the access token was pasted {0} min ago', Math.round(minutes)));
  }

  static accepted(subject: Subject): Fact {
    return Fact.about(subject, l10n.t('DingTalk accepted the access token'));
  }

  static userFound(subject: Subject): Fact {
    return Fact.about(subject, l10n.t('the unionId belongs to a user of this organization'));
  }

  static usage(subject: Subject, used: number, allowance: number): Fact {
    return Fact.about(
      subject,
      l10n.t('{0} of {1} metered calls this month, counted by this extension', used, allowance),
    );
  }

  /** @param minutes 0 is off */
  static background(minutes: number): Fact {
    return minutes === 0
      ? new Fact(l10n.t('Background refresh is off.'))
      : new Fact(l10n.t('Background refresh every {0} minutes.', minutes));
  }

  static accessGranted(subject: Subject, what: 'storage' | 'inheritance'): Fact {
    return what === 'storage'
      ? Fact.about(subject, l10n.t('DingTalk answered how full the storage is'))
      : Fact.about(subject, l10n.t('DingTalk answered whether the file inherits permissions'));
  }

  static folder(result: 'writable' | 'notWritable', code?: string): Fact {
    return result === 'writable'
      ? new Fact(l10n.t("The extension's folder can be written."))
      : new Fact(l10n.t("The extension's folder cannot be written ({0}).", codeText(code)));
  }

  static locks(count: number): Fact {
    return new Fact(l10n.t('Audits still locked by a window that is gone: {0}', count));
  }

  /** @param bytes of all files of the extension */
  static size(bytes: number): Fact {
    return new Fact(l10n.t('Size of all files: {0} KB', Math.ceil(bytes / 1024)));
  }

  static omitted(reason: Omission, subject?: Subject): Fact {
    const text = omissions[reason]();
    return subject === undefined ? new Fact(text) : Fact.about(subject, text);
  }

  private static hostText(host: HostClass): string {
    switch (host) {
      case 'thisMachine':
        return l10n.t('on this machine');
      case 'privateNetwork':
        return l10n.t('in a private network');
      case 'elsewhere':
        return l10n.t('elsewhere');
    }
  }

  private static userText(hasUser: boolean): string {
    return hasUser ? l10n.t('with a user name') : l10n.t('without a user name');
  }
}

const omissions: Readonly<Record<Omission, () => string>> = {
  noOrganization: () => l10n.t('no organization'),
  unreachable: () => l10n.t('not checked, as the endpoint cannot be reached'),
  secretStorage: () => l10n.t('not checked, as the secret storage does not work'),
  byProxy: () => l10n.t('not checked, as the proxy looks up names'),
  noDate: () => l10n.t('not checked, as the answer has no date'),
  notProven: () => l10n.t('not checked, as nothing shows whether the access token is valid'),
  needsContactScope: () => l10n.t('not checked, as that needs the permission qyapi_get_member'),
  metered: () => l10n.t('not checked, as that needs metered calls'),
  earlierFailure: () => l10n.t('not checked, as an earlier check failed'),
  internalAppsOnly: () => l10n.t('not checked, as DingTalk offers this only to internal apps'),
};
