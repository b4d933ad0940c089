import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import type { Result } from '../../preload/contract/result.ts';
import { ok } from '../../preload/contract/result.ts';
import { ConnectorProfile } from '../connector/profile.ts';
import type { Paths } from '../paths.ts';
import type { NoticeBoard } from '../platform/notice-board.ts';
import {
  findDeploymentFile,
  readChecked,
  readDeployment,
  type Deployment,
  type FileProblem,
} from './deployment.ts';
import { Settings } from './settings.ts';
import { openSettingsFile } from './settings-store.ts';

/** What the deployment file says, with what the program brings along for it. */
export interface Deployed extends Deployment {
  /** The deployment's own come first, so that they can replace what the program brings. */
  readonly profiles: readonly ConnectorProfile[];
  /** The catalogue that it names, as a path of its own; null: none. */
  readonly catalogueFile: string | null;
}

/** Reads what IT has set up for this PC. @returns which key of which file is wrong. */
export function initDeployment(paths: Paths): Result<Deployed, readonly FileProblem[]> {
  const file = findDeploymentFile({
    argv: process.argv,
    env: process.env,
    platform: process.platform,
    resources: paths.resources,
    exists: existsSync,
  });
  const deployment = readDeployment(file);
  if (!deployment.ok) return deployment;
  const builtIn = readChecked(join(paths.resources, 'connector-profiles.json'), v.array(ConnectorProfile));
  if (!builtIn.ok) return builtIn;
  const { catalogue, connector } = deployment.value;
  return ok({
    ...deployment.value,
    profiles: [...connector.profiles, ...builtIn.value],
    // A path in the deployment file is meant from where that file is.
    catalogueFile: catalogue.file === null ? null : resolve(dirname(file), catalogue.file),
  });
}

/** What people of this PC chose. */
export function initSettings({ paths, notices }: { paths: Paths; notices: NoticeBoard }): Settings {
  const file = openSettingsFile(paths.data, Date.now());
  if (file.notice !== null) notices.post(file.notice);
  return new Settings(file, file.fault);
}
