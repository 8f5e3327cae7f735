"""Binds A, X and B on the simulator, queries the binding and releases it."""

from datetime import timedelta

from privatenumber import mask
from privatenumber.simulator import Platform

client = Platform().client()  # the real service: Client(Account(app_key="...", app_secret="..."))
bound = client.axb.create_binding(
    caller_num="138 0000 0001", callee_num="0755-28000001", area_code="0755", duration=timedelta(hours=2)
)
print("A and B call each other through", mask(bound.relation_num))
found = client.axb.query_binding(subscription_id=bound.subscription_id)
print(found)  # numbers are masked in everything that is printed
client.axb.delete_binding(subscription_id=bound.subscription_id)
