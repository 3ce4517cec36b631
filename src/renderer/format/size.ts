export { formatCount, formatExactSize, formatItems, formatSize } from '../../shared/size.js';
