/** Giới thiệu và thống nhất: who leads the cluster in the coming year, nominated, consented to by every member, agreed. */
@NullMarked
package vn.thidua.ranking.leadership;

import org.jspecify.annotations.NullMarked;
