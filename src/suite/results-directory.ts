import { makeDirectory } from '../report/make-directory.ts';
import { outputError } from './output-error.ts';

/** Makes a run's directory and returns it. @throws ERR_OUTPUT */
export async function resultsDirectory(directory: string): Promise<string> {
  try {
    await makeDirectory(directory);
  } catch (error) {
    throw outputError(directory, error);
  }
  return directory;
}
