"""Binds A, X and B on the simulator, queries the binding and releases it."""

from privatenumber.simulator import Platform

client = Platform().client()  # for the real service: Client(Account(app_key="...", app_secret="..."))

bound = client.axb.create_binding(caller_num="+8613800000001", callee_num="+8613900000002", area_code="0755")
print(f"A and B now call each other through {bound.relation_num}")

found = client.axb.query_binding(subscription_id=bound.subscription_id)
print(f"the platform knows {len(found.relation_num_list)} binding")

client.axb.delete_binding(subscription_id=bound.subscription_id)
print("and released it")
