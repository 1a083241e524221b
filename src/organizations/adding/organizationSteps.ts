import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asDingTalkError, isCancellation } from '../../dingtalk/errors.ts';
import { regions } from '../../dingtalk/regions.ts';
import type { CallOptions } from '../../dingtalk/wire/call.ts';
import {
  askChoice,
  askText,
  type Place,
  type Reply,
  type Step,
  showProgress,
} from '../../editor/boxes/multiStep.ts';
import { explain } from '../failures/explain.ts';
import { retryText } from '../failures/retryText.ts';
import type { Organizations } from '../organizations.ts';
import { askSecret } from '../signIn/askSecret.ts';
import { type Credential, credentialParts } from '../signIn/credentials.ts';
import { as, askId, askName } from './askFields.ts';
import { type Draft, endpointOf, organizationOf, stepToFix } from './draft.ts';
import { type Verified, verify } from './verify.ts';

/** The draft of a flow, and the result of verifying it with DingTalk. */
export interface FlowState {
  readonly draft: Draft;
  readonly verified?: Verified;
}

/**
 * The questions of *Add Organization…* and *Edit Organization…*.
 *
 * @param kept the credential that is already stored
 */
export function organizationSteps(
  organizations: Organizations,
  kept: Credential | undefined,
  callOptions: () => CallOptions,
): Step<FlowState>[] {
  return [
    { id: 'region', ask: (state, place) => into(state, askRegion(state.draft, place)) },
    {
      id: 'endpoint',
      isDetail: true,
      isNeeded: ({ draft }) => draft.region === 'other',
      ask: (state, place) => into(state, askEndpoint(state.draft, place)),
    },
    { id: 'corpId', ask: (state, place) => into(state, askCorpId(state.draft, place, organizations)) },
    { id: 'signIn', ask: (state, place) => into(state, askSignIn(state.draft, place)) },
    {
      id: 'clientId',
      isDetail: true,
      isNeeded: ({ draft }) => draft.signIn !== 'accessToken',
      ask: (state, place) => into(state, askClientId(state.draft, place)),
    },
    ...(['accessToken', 'clientSecret', 'suiteTicket'] as const).map(
      (part): Step<FlowState> => ({
        id: part,
        isDetail: true,
        isNeeded: ({ draft }) => credentialParts[draft.signIn ?? 'accessToken'].includes(part),
        ask: (state, place) => into(state, askPart(part, state.draft, place, kept)),
      }),
    ),
    { id: 'userBy', ask: (state, place) => into(state, askUserBy(state.draft, place)) },
    { id: 'user', ask: (state, place) => into(state, askUser(state.draft, place)) },
    { id: 'retry', isNeeded: () => false, ask: askRetry },
    { id: 'logLevel', isNeeded: () => false, ask: (_, place) => askLogLevel(place) },
    { id: 'verify', isSilent: true, ask: (state, place) => askDingTalk(state, place, kept, callOptions) },
    { id: 'name', ask: (state, place) => into(state, askOptionalName(state.draft, place)) },
  ];
}

/** A new organization has been checked by now: leaving the box means that it needs no name. */
async function askOptionalName(draft: Draft, place: Place): Promise<Reply<Partial<Draft>>> {
  const reply = await askName(draft, place);
  return reply === 'left' && draft.before === undefined ? { answer: {} } : reply;
}

/** Puts the answer to one question into the draft. */
async function into(state: FlowState, reply: Promise<Reply<Partial<Draft>>>): Promise<Reply<FlowState>> {
  const result = await reply;
  return typeof result === 'string'
    ? result
    : { answer: { ...state, draft: { ...state.draft, ...result.answer } } };
}

async function askRegion(draft: Draft, place: Place): Promise<Reply<Partial<Draft>>> {
  const named = [
    { label: l10n.t('International'), description: regions.international.endpoint, value: 'international' },
    { label: l10n.t('Chinese mainland'), description: regions.mainland.endpoint, value: 'mainland' },
  ] as const;
  const choices = [
    ...(vscode.env.language.startsWith('zh') ? named.toReversed() : named),
    { label: l10n.t('Other server…'), description: l10n.t('private gateway'), value: 'other' } as const,
  ];
  const reply = await askChoice(place, l10n.t("Select the organization's region"), choices, draft.region);
  if (typeof reply === 'string') {
    return reply;
  }
  const region = reply.answer;
  return { answer: region === 'other' ? { region } : { region, endpoint: regions[region].endpoint } };
}

async function askEndpoint(draft: Draft, place: Place): Promise<Reply<Partial<Draft>>> {
  const reply = await askText(place, {
    subject: l10n.t('Server'),
    prompt: l10n.t('Enter the URL of the server (the endpoint)'),
    placeholder: 'https://…',
    ...(draft.endpoint === undefined ? {} : { value: draft.endpoint }),
    validate: text =>
      endpointOf(text) === undefined
        ? l10n.t('Enter a URL that starts with https://. Plain http is allowed only for localhost.')
        : undefined,
  });
  return typeof reply === 'string'
    ? reply
    : { answer: { endpoint: endpointOf(reply.answer) ?? reply.answer } };
}

function askCorpId(draft: Draft, place: Place, organizations: Organizations): Promise<Reply<Partial<Draft>>> {
  const isTaken = (corpId: string) =>
    corpId !== draft.before?.corpId && organizations.find(corpId) !== undefined;
  return askId('corpId', draft, place, {
    subject: 'corpId',
    prompt: l10n.t('Enter the corpId shown on the home page of the DingTalk developer console'),
    placeholder: 'ding…',
    problem: corpId => (isTaken(corpId) ? l10n.t('This organization is already in the list.') : undefined),
  });
}

function askSignIn(draft: Draft, place: Place): Promise<Reply<Partial<Draft>>> {
  const choices = [
    {
      label: l10n.t('Internal app'),
      detail: l10n.t('Uses a Client ID and client secret. Access tokens are renewed automatically.'),
      value: 'internalApp',
    },
    {
      label: l10n.t('Access token'),
      detail: l10n.t('Paste a token yourself. It expires after two hours.'),
      value: 'accessToken',
    },
    {
      label: l10n.t('Third-party app'),
      detail: l10n.t(
        'Uses a Client ID, client secret, and suite ticket. Does not support permission inheritance.',
      ),
      value: 'thirdPartyApp',
    },
  ] as const;
  return as('signIn', askChoice(place, l10n.t('Select a sign-in method'), choices, draft.signIn));
}

function askClientId(draft: Draft, place: Place): Promise<Reply<Partial<Draft>>> {
  return askId('clientId', draft, place, {
    subject: 'Client ID',
    prompt:
      draft.signIn === 'thirdPartyApp'
        ? l10n.t("Enter the Client ID (SuiteKey) shown on the app's page in the developer console")
        : l10n.t("Enter the Client ID (AppKey) shown on the app's credentials page in the developer console"),
    placeholder: draft.signIn === 'thirdPartyApp' ? 'suite…' : 'ding…',
  });
}

async function askPart(
  part: keyof Credential,
  draft: Draft,
  place: Place,
  kept: Credential | undefined,
): Promise<Reply<Partial<Draft>>> {
  const reply = await askSecret(
    place,
    part,
    draft.signIn ?? 'accessToken',
    kept?.[part] !== undefined,
    draft[part],
  );
  return typeof reply === 'string' ? reply : { answer: reply.answer === '' ? {} : { [part]: reply.answer } };
}

function askUserBy(draft: Draft, place: Place): Promise<Reply<Partial<Draft>>> {
  const choices = [
    {
      label: 'unionId',
      detail: l10n.t('The ID that DingTalk gives your app for the user.'),
      value: 'unionId',
    },
    {
      label: 'userId',
      detail: l10n.t(
        'The ID shown in the admin console under Contacts. Looking up the unionId requires the qyapi_get_member permission.',
      ),
      value: 'userId',
    },
  ] as const;
  const question = l10n.t('Select how to identify the user who makes the calls');
  return as('userBy', askChoice(place, question, choices, draft.userBy));
}

function askUser(draft: Draft, place: Place): Promise<Reply<Partial<Draft>>> {
  const subject = draft.userBy ?? 'unionId';
  return askId(subject, draft, place, {
    subject,
    prompt:
      draft.userBy === 'userId'
        ? l10n.t('Enter the userId of a user who can view the storage')
        : l10n.t('Enter the unionId of a user who can view the storage'),
  });
}

/** For a failure that no answer can fix: something has to change elsewhere, or over time. */
async function askRetry(state: FlowState, place: Place): Promise<Reply<FlowState> | { goTo: string }> {
  const link = place.problem?.link;
  const choices = [
    { label: l10n.t('Retry'), value: 'verify' },
    ...(link === undefined
      ? []
      : [{ label: link.title, description: new URL(link.url).host, value: 'link' }]),
    { label: l10n.t('Change Sign-In Method…'), value: 'signIn' },
  ];
  const reply = await askChoice(place, '', choices);
  if (typeof reply === 'string') {
    return reply;
  }
  if (reply.answer === 'link' && link !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(link.url));
    return askRetry(state, place);
  }
  return { goTo: reply.answer };
}

/**
 * Whether looking up a userId would put the access token into the editor's own log: the legacy API takes it in the
 * query, and at log level Trace or Debug the extension host logs the full URL of each request.
 */
function isLookupLogged({ userBy }: Draft): boolean {
  const { Trace, Debug } = vscode.LogLevel;
  return userBy === 'userId' && [Trace, Debug].includes(vscode.env.logLevel);
}

async function askLogLevel(place: Place): Promise<Reply<FlowState> | { goTo: string }> {
  const question = l10n.t(
    'At log level Trace or Debug, the editor would log the access token used to look up the userId.',
  );
  const choices = [
    {
      label: l10n.t('Set Log Level…'),
      description: l10n.t('choose Info or higher to continue'),
      value: 'verify',
    },
    { label: l10n.t('Use unionId Instead'), value: 'userBy' },
  ];
  const reply = await askChoice(place, question, choices);
  if (typeof reply === 'string') {
    return reply;
  }
  if (reply.answer === 'verify') {
    await vscode.commands.executeCommand('workbench.action.setLogLevel');
  }
  return { goTo: reply.answer };
}

async function askDingTalk(
  state: FlowState,
  place: Place,
  kept: Credential | undefined,
  callOptions: () => CallOptions,
): ReturnType<Step<FlowState>['ask']> {
  if (isLookupLogged(state.draft)) {
    return { goTo: 'logLevel' };
  }
  try {
    const reply = await showProgress(place, l10n.t('Verifying with DingTalk…'), (signal, report) => {
      const onRetry = (retry: number, of: number) => report(retryText(retry, of));
      return verify(state.draft, kept, () => ({ ...callOptions(), onRetry }), signal);
    });
    if (typeof reply === 'string') {
      return reply;
    }
    return { answer: { draft: reply.answer.draft, verified: reply.answer } };
  } catch (error) {
    if (isCancellation(error)) {
      return 'left';
    }
    const failure = asDingTalkError(error);
    const { sentence, link } = explain(failure, organizationOf(state.draft));
    const problem = link === undefined ? { sentence } : { sentence, link };
    return { goTo: stepToFix(failure, state.draft), problem };
  }
}
