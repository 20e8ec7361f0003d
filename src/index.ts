export {
  type Asset,
  type Book,
  type DeepReadonly,
  digestOf,
  type Edition,
  endings,
  forbiddenCharacter,
  frontMatterSchema,
  type Heading,
  isWithholding,
  type Meta,
  type Page,
  type PageGeometry,
  type PagePicture,
  type Pagination,
  type Progress,
  type RuleId,
  report,
  rules,
  settingsSchema,
  type Target,
  targets
} from './book.ts'
export { type Cleaned, clean } from './clean.ts'
export {
  type Comparison,
  compareStates,
  comparisonSchema,
  numberShifts,
  picturedPages,
  type Row,
  rowsBetween,
  type State,
  writeErrata,
  writeRedline
} from './compare.ts'
export {
  checkReplacement,
  draftOf,
  drawPages,
  findTemplate,
  type PictureOptions,
  type Publication,
  type PublishOptions,
  picturePages,
  publish,
  readReportStyles,
  type SharedBrowser,
  selectPages,
  shareBrowser
} from './publish.ts'
export {
  type AccountEntry,
  type Product,
  pagesToShow,
  pictureWidth,
  type ReportInput,
  writeReport
} from './report.ts'
export {
  makeSite,
  manifest,
  readManifest,
  type SiteDocument,
  type SiteFile,
  siteNames
} from './site.ts'
// Exported for the CLI, which compares two builds.
export { tellDifference } from './verify.ts'
