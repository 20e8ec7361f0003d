import { VFile } from 'vfile'
import { findTemplate } from '../index.ts'
import { WrongUse } from './wrong-use.ts'

/** @throws WrongUse if there is no such template. */
export async function refuseTemplate(name: string): Promise<void> {
  const file = new VFile()
  if (await findTemplate(name, file)) return
  throw new WrongUse(file.messages.map(({ reason }) => reason).join('\n'))
}
