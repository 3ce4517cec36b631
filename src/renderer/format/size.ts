export { formatCount, formatExactSize, formatItems, formatSize } from '../../shared/format/size.js';
