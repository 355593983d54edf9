/** In which order everything that is stored is looked at again and again; it knows nothing of what that is. */
@org.jspecify.annotations.NullMarked
package vn.thidua.messaging.patrol;
